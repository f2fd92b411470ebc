//! Which dependencies turn away who shows no credentials?

use super::tree;

const BEARER: &str = "bearer = HTTPBearer(auto_error=False)\n";

fn of_user(text: &str) -> String {
    tree(&format!("{BEARER}{text}\ndef endpoint(user=Depends(user)): ..."))
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn raising_401_or_403_by_status_constant_variable_or_class_is_refusing() {
    let raises = |raise: &str| of_user(&format!("def user(token=Depends(bearer)):\n    {raise}"));
    assert_eq!(raises("raise HTTPException(401)"), "user refusing");
    assert_eq!(raises("raise HTTPException(status_code=status.HTTP_403_FORBIDDEN)"), "user refusing");
    assert_eq!(raises("error = HTTPException(status_code=401)\n    raise error"), "user refusing");
    assert_eq!(raises("raise InvalidCredentials()"), "user refusing");
    assert_eq!(raises("raise HTTPException(404)"), "user");
}

#[test]
fn returning_first_for_who_shows_nothing_is_no_refusal() {
    let text = r"
def user(token=Depends(bearer)):
    if not token:
        return None
    raise HTTPException(401)
";
    assert_eq!(of_user(text), "user");
}

#[test]
fn reading_the_headers_itself_and_raising_is_refusing() {
    let text = r#"
def user(request: Request):
    if "x-key" not in request.headers:
        raise HTTPException(status_code=401)
"#;
    assert_eq!(of_user(text), "user refusing");
    let text = "def user(x_key: str = Header(None)):\n    if x_key != 1:\n        raise HTTPException(403)\n";
    assert_eq!(of_user(text), "user refusing");
}

#[test]
fn an_object_refuses_as_its_call_does() {
    let text = r#"
class Roles:
    def __init__(self, *roles): ...
    def __call__(self, token=Depends(bearer)):
        raise HTTPException(403)
user = Roles("admin")
"#;
    assert_eq!(of_user(text), "Roles refusing");
}

#[test]
fn functions_that_are_called_refuse_for_their_caller() {
    let text = r"
def check(token):
    if token is None:
        raise HTTPException(401)
def user(token=Depends(bearer)):
    return check(token)
";
    assert_eq!(of_user(text), "user refusing");
    let text = r"
def check(token): raise HTTPException(401)
def user(token=Depends(bearer)):
    return check(token) if token else None
";
    assert_eq!(of_user(text), "user");
}

#[test]
fn who_is_looked_up_without_credentials_is_not_found() {
    let text = r"
def user(request: Request):
    found = directory.find(request)
    if not found:
        raise HTTPException(401)
";
    assert_eq!(of_user(text), "user refusing");
    let text = r"
def user(token=Depends(bearer)):
    try:
        payload = jwt.decode(token)
    except JWTError:
        raise HTTPException(403)
";
    assert_eq!(of_user(text), "user refusing");
}

#[test]
fn a_way_around_or_a_test_of_something_else_leaves_doubt() {
    let text = r"
def user(request: Request):
    if request.url.path in PUBLIC:
        return
    if 'x-key' not in request.headers:
        raise HTTPException(401)
";
    assert_eq!(of_user(text), "user doubtful");
    let text = r"
def user(token=Depends(bearer), item=Depends(get_item)):
    if item.private:
        raise HTTPException(403)
";
    assert_eq!(of_user(text), "user doubtful");
}

#[test]
fn a_refusal_that_looks_at_no_credentials_is_strict() {
    assert_eq!(of_user("def user(n: int):\n    raise HTTPException(403)"), "user strict");
}
