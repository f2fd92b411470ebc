//! What do dependencies ask for?

use super::{found, inputs, tree};

#[test]
fn the_inputs_of_dependencies_count_once_after_the_handlers_own() {
    let text = r"
def common(q: str | None = None, limit: int = 100): ...
Common = Annotated[dict, Depends(common)]
def nested(c: Common, token: Annotated[str, Header()]):
    yield 1
def endpoint(a: Common, b=Depends(nested), own: int = 0): ...
";
    assert_eq!(inputs(text), "query own?, query q?, query limit?, header token");
    assert_eq!(tree(text), "common\nnested\n  common\n");
}

#[test]
fn depends_without_an_argument_means_the_annotated_class() {
    let text = r"
class Page:
    def __init__(self, request: Request, skip: int = 0, size: int = 10): ...
def endpoint(a: Page = Depends(), b: Annotated[Page, Depends()] = None): ...
";
    assert_eq!(inputs(text), "query skip?, query size?");
}

#[test]
fn objects_methods_partials_and_lambdas_are_dependencies() {
    let text = r#"
class Checker:
    def __init__(self, fixed): ...
    def __call__(self, check: str): ...
    def method(self, m: int): ...
    @staticmethod
    def static(s: int): ...
    @classmethod
    def named(cls, c: int): ...
def base(x: int, y: int, z: int = 3): ...
def endpoint(a=Depends(Checker("x")), b=Depends(Checker("y").method), c=Depends(Checker.static),
             d=Depends(Checker.named), e=Depends(functools.partial(base, 1, y=2)), f=Depends(lambda w=1: w)): ...
"#;
    assert_eq!(inputs(text), "query check, query m, query s, query c, query y?, query z?, query w?");
}

#[test]
fn dependencies_made_by_functions_keep_what_they_were_made_with() {
    let text = r"
def paginate(limit):
    def dependency(limit: int = Query(limit), offset: int = 0): ...
    return dependency
def endpoint(page=Depends(paginate(5))): ...
";
    assert_eq!(inputs(text), "query limit?, query offset?");
    assert_eq!(tree(text), "paginate.<locals>.dependency\n");
}

#[test]
fn a_path_parameter_of_a_dependency_is_one() {
    assert_eq!(inputs("def get(item_id: int): ...\ndef endpoint(item=Depends(get)): ..."), "path item_id");
}

#[test]
fn dependencies_of_application_and_routers_come_first() {
    let text = r"
def outer(tenant: str): ...
def inner(q: int): ...
dependencies = [Depends(outer)]
def endpoint(x: int, i=Depends(inner)): ...
";
    let found = found(text, Some("dependencies"));
    let names: Vec<_> = found.inputs.iter().map(|input| (input.name.as_str(), input.from_dependency)).collect();
    assert_eq!(names, [("x", false), ("tenant", true), ("q", true)]);
    let tree: Vec<_> =
        found.dependencies.iter().filter_map(|of| of.callable.as_ref()).map(|of| of.qualname.as_str()).collect();
    assert_eq!(tree, ["outer", "inner"]);
}

#[test]
fn a_dependency_that_depends_on_itself_ends() {
    let text = r#"
def endpoint(a=None): ...
def one(x: int, again=None): ...
one.__signature__ = inspect.signature(one).replace(parameters=[
    inspect.Parameter("x", inspect.Parameter.KEYWORD_ONLY, annotation=int),
    inspect.Parameter("again", inspect.Parameter.KEYWORD_ONLY, default=Depends(one)),
])
def endpoint(a=Depends(one)): ...
"#;
    assert_eq!(inputs(text), "query x");
}

#[test]
fn what_a_library_makes_is_not_resolved() {
    let text = r#"
from somewhere import users
from fastapi_filter import FilterDepends
class Filter(BaseModel):
    name: str = ""
def endpoint(user=Depends(users.current_user()), f: Filter = FilterDepends(Filter)): ...
"#;
    assert_eq!(inputs(text), "query name?, …");
}

#[test]
fn a_class_takes_what_the_call_of_its_metaclass_takes() {
    let text = r"
class Single(type):
    def __call__(cls):
        return super().__call__()
class Wide(type):
    def __call__(cls, kind: str, size: int = 1):
        return super().__call__()
class Service(metaclass=Single):
    def __init__(self, host: str = ''): ...
class Derived(Service): ...
class Other(metaclass=Wide):
    def __init__(self, host: str = ''): ...
def endpoint(a: Service = Depends(), b: Derived = Depends(), c: Other = Depends()): ...
";
    assert_eq!(inputs(text), "query kind, query size?");
}
