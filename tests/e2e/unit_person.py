"""A person of a unit, in front of the central's own pages."""

import re

import requests

TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')
WAIT = 30


class UnitPerson:
    """Signed in at the central; follows forms as a browser does."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False
        page = self._get("/bandeja/entrar")
        self._post("/bandeja/entrar", page, usuario=user, clave=password)

    def inbox(self) -> str:
        return self._get("/bandeja/")

    def accept(self, folio: str) -> None:
        self._post(f"/bandeja/asunto/{folio}/aceptar", self._get(f"/bandeja/asunto/{folio}"))

    def close(self) -> None:
        self._session.close()

    def _get(self, path: str) -> str:
        answer = self._session.get(self._url + path, timeout=WAIT)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        return answer.text

    def _post(self, path: str, page: str, **fields: str) -> None:
        found = TOKEN.search(page)
        assert found, page
        answer = self._session.post(
            self._url + path, data={"csrf": found[1], **fields}, timeout=WAIT
        )
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
