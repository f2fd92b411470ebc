//! Which dependencies are security schemes?

use super::{inputs, tree};

#[test]
fn instances_of_scheme_classes_are_schemes_wherever_they_stand_in_the_tree() {
    let text = r#"
oauth = OAuth2PasswordBearer(tokenUrl="token")
def get_user(scopes: SecurityScopes, token: Annotated[str, Depends(oauth)]): ...
def endpoint(user=Security(get_user, scopes=["me", "items"]), key=Depends(APIKeyHeader(name="X"))): ...
"#;
    assert_eq!(
        tree(text),
        "get_user [me items]\n  OAuth2PasswordBearer scheme refusing\nAPIKeyHeader scheme refusing\n"
    );
    assert_eq!(inputs(text), "", "a scheme reads the request itself");
}

#[test]
fn classes_derived_from_schemes_are_schemes_and_their_call_has_inputs() {
    let text = r"
class Mine(HTTPBearer):
    def __init__(self, auto_error: bool = True):
        super().__init__(auto_error=auto_error)
    async def __call__(self, request: Request, extra: int = 3): ...
class Bare(SecurityBase):
    def __call__(self, request: Request): ...
def endpoint(a=Depends(Mine(auto_error=False)), b=Depends(Bare())): ...
";
    assert_eq!(tree(text), "Mine scheme lenient\nBare scheme\n");
    assert_eq!(inputs(text), "query extra?");
}

#[test]
fn the_login_form_has_six_fields() {
    let fields = |first: &str| {
        format!("form {first}, form username, form password, form scope?, form client_id?, form client_secret?")
    };
    assert_eq!(inputs("def endpoint(form: OAuth2PasswordRequestForm = Depends()): ..."), fields("grant_type?"));
    assert_eq!(inputs("def endpoint(form: OAuth2PasswordRequestFormStrict = Depends()): ..."), fields("grant_type"));
}

#[test]
fn scheme_objects_kept_in_attributes_are_found() {
    let text = r"
class Auth:
    def __init__(self):
        self.bearer = HTTPBearer()
    @property
    def current(self):
        def inner(token=Depends(self.bearer)): ...
        return inner
auth = Auth()
def endpoint(user=Depends(auth.current)): ...
";
    assert_eq!(tree(text), "Auth.current.<locals>.inner\n  HTTPBearer scheme refusing\n");
}
