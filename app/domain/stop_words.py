"""Words that say nothing of a matter, folded. `SMALL` ones do not even stand between two others;
`STOP` adds those that only matter beside another word ("no", "sin", "mucha").
"""

SMALL = frozenset(
    (
        *("a", "al", "de", "del", "e", "el", "ella", "ellos", "en", "es", "esa", "ese", "eso"),
        *("esos", "esas", "esta", "este", "esto", "estos", "estas", "ha", "han", "he", "la"),
        *("las", "le", "les", "lo", "los", "mas", "me", "mi", "mis", "muy", "nos", "o", "pa"),
        *("para", "por", "porque", "pues", "que", "se", "su", "sus", "tan", "te", "u", "un"),
        *("una", "uno", "unos", "unas", "y", "ya", "yo"),
    )
)
STOP = SMALL | frozenset(
    (
        *("ahi", "ahorita", "ai", "algo", "alla", "alli", "ante", "aqui", "asi", "aun", "aunque"),
        *("bien", "buenas", "buenos", "cada", "como", "con", "cual", "cuando", "cuanto", "dentro"),
        *("desde", "dias", "dice", "dicen", "dijo", "donde", "dos", "entre", "era", "estaba"),
        *("estamos", "estan", "estar", "estoy", "favor", "fue", "fui", "gracias", "hace", "hacen"),
        *("hasta", "hay", "haya", "hola", "joven", "luego", "mero", "mucha", "muchas", "mucho"),
        *("muchos", "nada", "nadie", "ni", "noches", "nomas", "nosotros", "oiga", "otra", "otro"),
        *("pero", "puede", "pueden", "quien", "quiero", "quisiera", "sea", "senor", "senora"),
        *("senorita", "si", "sido", "sin", "sobre", "solo", "son", "soy", "tambien", "tantito"),
        *("tanto", "tardes", "tengo", "tiene", "tienen", "toda", "todas", "todo", "todos", "tu"),
        *("usted", "ustedes", "va", "van", "vaya", "veces", "ver", "vez"),
    )
)

# After these comes what the person wants: it counts for more than how they came to it.
WISHES = frozenset(
    (
        *("quiero", "quisiera", "queremos", "quisieramos", "vengo", "venimos", "necesito"),
        *("necesitamos", "ocupo", "ocupamos", "pido", "pedimos", "solicito", "solicitamos"),
        *("urge", "reportar", "denunciar"),
    )
)
