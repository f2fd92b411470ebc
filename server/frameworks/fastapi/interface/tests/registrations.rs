//! Which operations does FastAPI refuse, and which does it take that look like those? What is not certain, it takes.

use super::{refused, refused_with};

/// The reason, which must be there.
fn reason(text: &str) -> String {
    refused(text).unwrap_or_else(|| panic!("taken: {text}"))
}

#[test]
fn a_return_type_that_is_no_field_is_refused_with_its_spelling() {
    assert_eq!(
        reason("def endpoint() -> Response | dict: ..."),
        "the return type `Response | dict` is nothing that pydantic can make a field of"
    );
    let row = "class Row:\n    pass\n";
    for ty in ["Row", "Row | None", "list[Row]", "Dict[str, Row]", "Optional[Response]", "'Response | dict'"] {
        reason(&format!("from typing import Dict\n{row}def endpoint() -> {ty}: ..."));
    }
}

#[test]
fn a_response_itself_and_what_pydantic_knows_are_taken() {
    let classes = "
class Model(BaseModel):
    name: str
@dataclass
class Point:
    x: int
class Pair(NamedTuple):
    left: int
class Schemed:
    def __get_pydantic_core_schema__(cls, source, handler): ...
class Derived(Schemed): ...
class Foreign(somebody.Base): ...
class Generated(metaclass=Maker): ...
";
    for ty in
        ["Response", "None", "Any", "Model", "list[Point]", "Pair", "Schemed", "Derived | None", "Foreign", "Generated"]
    {
        assert_eq!(refused(&format!("import somebody\n{classes}def endpoint() -> {ty}: ...")), None, "{ty}");
    }
}

#[test]
fn what_is_defined_or_imported_only_sometimes_proves_nothing() {
    let sometimes = "
try:
    from somewhere import Base
except ImportError:
    class Base:
        pass
class Row(Base):
    pass
def endpoint() -> Row: ...
";
    assert_eq!(refused(sometimes), None);
    let for_checkers = "
from __future__ import annotations
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from fastapi.responses import JSONResponse
def endpoint() -> JSONResponse | dict: ...
";
    assert_eq!(refused(for_checkers), None);
}

#[test]
fn a_decorator_of_a_library_may_change_what_the_framework_sees() {
    let text = "class Service:\n    pass\n@inject\ndef endpoint(service: Service): ...";
    assert_eq!(refused(&format!("from wiring import inject\n{text}")), None);
    assert_eq!(
        reason(&text.replace("@inject\n", "")),
        "the parameter `service` of type `Service` is nothing that pydantic can make a field of"
    );
}

#[test]
fn a_status_code_without_a_body_takes_no_model() {
    assert_eq!(
        refused_with("def endpoint() -> dict: ...", Some(204)).as_deref(),
        Some("the return type `dict` is the body of a response, and one with status code 204 has none")
    );
    assert_eq!(refused_with("def endpoint() -> dict: ...", Some(201)), None);
    assert_eq!(refused_with("def endpoint() -> None: ...", Some(204)), None);
    assert_eq!(refused_with("def endpoint() -> Response: ...", Some(204)), None);
}

#[test]
fn markers_that_contradict_each_other_are_refused() {
    let with = |parameter: &str| refused(&format!("def get(): ...\ndef endpoint({parameter}): ..."));
    assert!(with("x: Annotated[int, Depends(get)] = Depends(get)").is_some());
    assert!(with("x: Annotated[int, Query()] = Query()").is_some());
    assert!(with("x: Annotated[int, Query(3)]").is_some());
    assert!(with("item_id: int = Query()").is_some());
    assert!(with("item_id: Annotated[int, Path()] = 3").is_some());
    assert!(with("item_id: list[int]").is_some());
    assert!(with("x: dict = Query()").is_some());
    assert_eq!(with("x: Annotated[int, Query(...)]"), None);
    assert_eq!(with("x: Annotated[int, Query()] = 3, item_id: int = 3, y: list[int] = Query()"), None);
    assert_eq!(with("x: Response | dict = Depends(get), y: Annotated[dict, Json, Query()] = None"), None);
}

#[test]
fn what_a_dependency_asks_for_counts() {
    let text = "class Session:\n    pass\ndef inner(session: Session): ...\ndef endpoint(x=Depends(inner)): ...";
    assert_eq!(reason(text), "the parameter `session` of type `Session` is nothing that pydantic can make a field of");
    assert_eq!(refused(&text.replace("session: Session", "session: Session = Depends()")), None);
}

#[test]
fn models_of_pydantic_v1_are_refused_but_in_mappings() {
    let with = |ty: &str| {
        let text = "from pydantic.v1 import BaseModel as Old\nclass Item(Old):\n    name: str\n";
        refused(&format!("{text}def endpoint() -> {ty}: ..."))
    };
    assert_eq!(
        with("Item").as_deref(),
        Some("the return type `Item` is a model of `pydantic.v1`, which FastAPI supports no longer since 0.128")
    );
    assert!(with("list[Item] | None").is_some());
    assert_eq!(with("dict[str, Item]"), None);
}
