//! What do wrappers, assigned signatures and class-based views take?

use super::inputs;

#[test]
fn functools_wraps_shows_what_it_wraps_and_a_bare_wrapper_does_not() {
    let text = r#"
def wraps(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs): ...
    return wrapper
@wraps
@wraps
def endpoint(item_id: int, q: str = ""): ...
"#;
    assert_eq!(inputs(text), "path item_id, query q?");
    let text = r"
def bare(f):
    def wrapper(*args, **kwargs): ...
    return wrapper
@bare
def endpoint(q: str): ...
";
    assert_eq!(inputs(text), "query args, query kwargs");
}

#[test]
fn an_assigned_signature_wins() {
    let text = r#"
class Item(BaseModel): ...
def changed(f):
    signature = inspect.signature(f)
    kept = [p for p in signature.parameters.values() if p.annotation is not Request and p.name != "gone"]
    def wrapper(**kwargs): ...
    more = inspect.Parameter("more", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Optional[int])
    wrapper.__signature__ = signature.replace(parameters=[*kept, more])
    return wrapper
@changed
def endpoint(request: Request, gone: int, item: "Item", q: int = Query(..., alias="x")): ...
"#;
    assert_eq!(inputs(text), "body item, query x, query more?");
}

#[test]
fn a_view_that_assigns_its_class_as_dependency_takes_what_the_class_takes() {
    let text = r"
def get_db(db: str): ...
class View:
    def __init__(self, tenant: str = Header()): ...
    def one(self, item_id: int): ...
signature = inspect.signature(View.one)
first, *rest = list(signature.parameters.values())
rest = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in rest]
View.one.__signature__ = signature.replace(parameters=[first.replace(default=Depends(View)), *rest])
endpoint = View.one
";
    assert_eq!(inputs(text), "path item_id, header tenant");
}

#[test]
fn a_view_of_a_library_takes_what_its_class_and_attributes_declare() {
    let text = r#"
from fastapi_utils.cbv import cbv
def get_db(db: str): ...
class Base:
    db: Any = Depends(get_db)
    title: str = "x"
@cbv(None)
class View(Base):
    lang: Annotated[str, Header()]
    def __init__(self, init: int): ...
    def one(self, item_id: int, q: str = ""): ...
endpoint = View.one
"#;
    assert_eq!(inputs(text), "path item_id, query q?, query init, query db, header lang");
}

#[test]
fn type_hints_that_a_program_collects_become_parameters() {
    let text = r#"
from typing import get_type_hints
def get_db(db: str): ...
class View:
    db: Any = Depends(get_db)
    limit: "int"
    kind: ClassVar[int] = 3
    def one(self, q: int): ...
def parameters(cls):
    for name, hint in get_type_hints(cls).items():
        yield inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=hint,
                                default=getattr(cls, name, inspect.Parameter.empty))
View.__signature__ = inspect.Signature([p for p in parameters(View) if p.name != "kind"])
def endpoint(view: View = Depends()): ...
"#;
    assert_eq!(inputs(text), "query db, query limit");
}

#[test]
fn methods_read_from_an_object_are_bound() {
    let text = r"
class View:
    def __init__(self, ignored): ...
    def get(self, item_id: int, q: str): ...
endpoint = View(1).get
";
    assert_eq!(inputs(text), "path item_id, query q");
}
