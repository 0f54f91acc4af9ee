"""Whether a person's own words say that someone is in danger or hurt now.

Only a hint, so that 911 is shown before anything is asked; what routes is the answer to the
question (`RIESGO` and its like). Better once too often than once too little.
"""

import re

from app.domain.text import words

_HURT = (
    r"sangr(?:a|e|ando)|herid[oa]s?|inconscientes?|desmay\w+|no (?:puede|podia) respirar|se ahoga|"
    r"convulsion\w*|atrapad[oa]s?|electrocut\w+|golpeando(?:l[oa]s?)?|quemad[oa]s? vivo|"
    r"se (?:esta|estan) (?:ahogando|asfixiando|muriendo)|lo (?:esta|estan) matando|infarto|"
    r"(?:la|lo) (?:esta|estan) (?:mordiendo|golpeando|atacando)|arriba de un (?:carro|techo)|"
    r"con gente (?:adentro|dentro|abajo)|gente atrapada|picaron a"
)
_FIRE = (
    r"incendi\w+|lumbre|llamas|se (?:esta|estan) quemando|explot\w+|explosion|corto circuito|"
    r"huele (?:mucho |muy fuerte |bien fuerte )?a gas|olor a gas|fuga de gas|echa(?:ndo)? chispas|"
    r"chispas|chisporrote\w+|cable (?:tirado|caido|suelto|de alta)"
)
_CRIME = (
    r"con (?:una )?(?:pistola|arma|navaja|cuchillo|machete)|armados?|balazos?|balacera|disparos?|"
    r"me (?:esta|estan) (?:pegando|golpeando|amenazando|siguiendo|asaltando)|"
    r"se (?:esta|estan) (?:metiendo a robar|robando|bajando el cable|llevando el cable)|"
    r"secuestr\w+|a golpes|asaltando"
)
_FALLING = (
    r"se (?:nos |me |le |les )?va(?:n)? a (?:venir encima|caer encima)|va a caer(?:se)? (?:un|una) "
    r"(?:nin[oa]|criatura|persona)|va a matar a|a punto de (?:caer|caerse|colapsar)|se esta cayendo|"
    r"(?:le|les|nos|me) (?:va a caer|cae) a alguien|se esta (?:derrumbando|desplomando|doblando)"
)
_NOW = r"ahorita|ahora mismo|en este (?:momento|instante)"
_FLOOD = r"la corriente|se (?:lo|la|los) llev\w+ (?:el agua|la corriente)|agua (?:ya )?entr\w+ a las casas"
_DANGER = re.compile(rf"\b(?:{_HURT}|{_FIRE}|{_CRIME}|{_FALLING}|{_FLOOD}|{_NOW})\b")
_OVER = re.compile(r"\b(?:la semana pasada|el mes pasado|el ano pasado|hace (?:meses|anos))\b")


def danger_said(text: str) -> bool:
    """Whether the words speak of people hurt or in danger, or of now, and not of long ago."""
    said = " ".join(words(text))
    return bool(_DANGER.search(said)) and not _OVER.search(said)
