

# Security schemes and forms: what `fastapi.security` brings along.

from typing import Annotated, Union

from fastapi.params import Form
from starlette.requests import Request


class SecurityBase:
    pass


class APIKeyBase(SecurityBase):
    def __init__(
        self,
        *,
        name: str,
        scheme_name: Union[str, None] = None,
        description: Union[str, None] = None,
        auto_error: bool = True,
    ):
        self.name = name
        self.scheme_name = scheme_name
        self.auto_error = auto_error

    def __call__(self, request: Request):
        return __unknown__("credentials")


class APIKeyQuery(APIKeyBase):
    pass


class APIKeyHeader(APIKeyBase):
    pass


class APIKeyCookie(APIKeyBase):
    pass


class HTTPBase(SecurityBase):
    def __init__(
        self,
        *,
        scheme: str = "",
        scheme_name: Union[str, None] = None,
        description: Union[str, None] = None,
        auto_error: bool = True,
    ):
        self.scheme = scheme
        self.scheme_name = scheme_name
        self.auto_error = auto_error

    def __call__(self, request: Request):
        return __unknown__("credentials")


class HTTPBasic(HTTPBase):
    def __init__(
        self,
        *,
        scheme_name: Union[str, None] = None,
        realm: Union[str, None] = None,
        description: Union[str, None] = None,
        auto_error: bool = True,
    ):
        self.scheme_name = scheme_name
        self.realm = realm
        self.auto_error = auto_error


class HTTPBearer(HTTPBase):
    def __init__(
        self,
        *,
        bearerFormat: Union[str, None] = None,
        scheme_name: Union[str, None] = None,
        description: Union[str, None] = None,
        auto_error: bool = True,
    ):
        self.scheme_name = scheme_name
        self.auto_error = auto_error


class HTTPDigest(HTTPBase):
    def __init__(
        self,
        *,
        scheme_name: Union[str, None] = None,
        description: Union[str, None] = None,
        auto_error: bool = True,
    ):
        self.scheme_name = scheme_name
        self.auto_error = auto_error


class OAuth2(SecurityBase):
    def __init__(
        self,
        *,
        flows: dict = {},
        scheme_name: Union[str, None] = None,
        description: Union[str, None] = None,
        auto_error: bool = True,
    ):
        self.flows = flows
        self.scheme_name = scheme_name
        self.auto_error = auto_error

    def __call__(self, request: Request):
        return __unknown__("credentials")


class OAuth2PasswordBearer(OAuth2):
    def __init__(
        self,
        tokenUrl: str,
        scheme_name: Union[str, None] = None,
        scopes: Union[dict, None] = None,
        description: Union[str, None] = None,
        auto_error: bool = True,
        refreshUrl: Union[str, None] = None,
    ):
        self.tokenUrl = tokenUrl
        self.scheme_name = scheme_name
        self.auto_error = auto_error


class OAuth2AuthorizationCodeBearer(OAuth2):
    def __init__(
        self,
        authorizationUrl: str,
        tokenUrl: str,
        refreshUrl: Union[str, None] = None,
        scheme_name: Union[str, None] = None,
        scopes: Union[dict, None] = None,
        description: Union[str, None] = None,
        auto_error: bool = True,
    ):
        self.tokenUrl = tokenUrl
        self.scheme_name = scheme_name
        self.auto_error = auto_error


class OpenIdConnect(SecurityBase):
    def __init__(
        self,
        *,
        openIdConnectUrl: str,
        scheme_name: Union[str, None] = None,
        description: Union[str, None] = None,
        auto_error: bool = True,
    ):
        self.scheme_name = scheme_name
        self.auto_error = auto_error

    def __call__(self, request: Request):
        return __unknown__("credentials")


class OAuth2PasswordRequestForm:
    def __init__(
        self,
        *,
        grant_type: Annotated[Union[str, None], Form(pattern="^password$")] = None,
        username: Annotated[str, Form()],
        password: Annotated[str, Form()],
        scope: Annotated[str, Form()] = "",
        client_id: Annotated[Union[str, None], Form()] = None,
        client_secret: Annotated[Union[str, None], Form()] = None,
    ):
        self.grant_type = grant_type
        self.username = username
        self.password = password
        self.scopes = scope.split()
        self.client_id = client_id
        self.client_secret = client_secret


class OAuth2PasswordRequestFormStrict(OAuth2PasswordRequestForm):
    def __init__(
        self,
        grant_type: Annotated[str, Form(pattern="^password$")],
        username: Annotated[str, Form()],
        password: Annotated[str, Form()],
        scope: Annotated[str, Form()] = "",
        client_id: Annotated[Union[str, None], Form()] = None,
        client_secret: Annotated[Union[str, None], Form()] = None,
    ):
        super().__init__(
            grant_type=grant_type,
            username=username,
            password=password,
            scope=scope,
            client_id=client_id,
            client_secret=client_secret,
        )
