//! Where do the parameters of a handler come from?

use super::inputs;

#[test]
fn a_name_in_the_path_is_a_path_parameter_and_the_rest_are_query() {
    assert_eq!(
        inputs("def endpoint(item_id: int, q: str, short: bool = False): ..."),
        "path item_id, query q, query short?"
    );
    assert_eq!(inputs("def endpoint(item_id=3, other=None): ..."), "path item_id, query other?");
}

#[test]
fn optional_alone_does_not_make_a_parameter_optional() {
    assert_eq!(
        inputs("def endpoint(a: Optional[str], b: str | None, c: Optional[str] = None, d: int = ...): ..."),
        "query a, query b, query c?, query d"
    );
}

#[test]
fn single_values_are_query() {
    let text = r#"
class Color(str, Enum):
    RED = "red"
class Level(Enum):
    ONE = 1
UserId = NewType("UserId", int)
def endpoint(a: Color, b: Level, c: UserId, d: UUID, e: datetime, f: Literal["x"], g: Any, h: EmailStr, i: HttpUrl,
             j: conint(gt=1) | None, k: Annotated[int, Field(gt=1)], l: bytes, m: int | str): ...
"#;
    let expected: Vec<String> = ('a'..='m').map(|name| format!("query {name}")).collect();
    assert_eq!(inputs(text), expected.join(", "));
}

#[test]
fn models_mappings_and_sequences_are_body() {
    let text = r#"
T = TypeVar("T")
class Item(BaseModel): ...
class Sub(Item): ...
class Page(BaseModel, Generic[T]): ...
@dataclass
class Point:
    x: int
class Row(NamedTuple):
    a: int
class Shape(TypedDict):
    a: int
def endpoint(a: Item, b: Sub, c: Page[Item], d: Point, e: Row, f: Shape, g: list[int], h: List[str], i: dict[str, int],
             j: tuple[int, ...], k: set, l: AbcSequence[int], m: Item | None, n: Union[Item, int], o: conlist(int),
             p: Json[List[int]]): ...
"#;
    let expected: Vec<String> = ('a'..='p').map(|name| format!("body {name}")).collect();
    assert_eq!(inputs(text), expected.join(", "));
}

#[test]
fn markers_choose_the_place_as_default_or_in_annotated() {
    let text = r"
def endpoint(a: str = Query(...), b: Annotated[list[str], Query()] = [], c: str = Header(), d: int = Cookie(3),
             e: Annotated[int, Body()] = 1, f: str = Form(), g: bytes = File(None), h: Annotated[int, Path()] = ...): ...
";
    assert_eq!(inputs(text), "query a, query b?, header c, cookie d?, body e?, form f, file g?, path h");
}

#[test]
fn aliases_and_hyphens_of_headers_are_what_travels() {
    let text = r#"
def endpoint(user_agent: str = Header(), plain_name: Annotated[str, Header(convert_underscores=False)] = "",
             own: str = Header(alias="X_Own"), q: str = Query("", alias="item-query"),
             v: Annotated[str, Query(validation_alias="vv")] = ""): ...
"#;
    assert_eq!(inputs(text), "header user-agent, header plain_name?, header X_Own, query item-query?, query vv?");
}

#[test]
fn a_default_or_a_factory_makes_a_marked_parameter_optional() {
    let text = r"
def endpoint(a: str = Query(), b: str = Query(default=...), c: str = Query(default=None),
             d: int = Query(default_factory=lambda: 3), e: Annotated[int, Query(default_factory=int)] = ...,
             f: Annotated[int, Query()] = 3): ...
";
    assert_eq!(inputs(text), "query a, query b, query c?, query d?, query e?, query f?");
}

#[test]
fn the_last_marker_counts_and_nested_annotated_flattens() {
    let text = r#"
Base = Annotated[int, Query(alias="inner")]
def endpoint(a: Annotated[Base, Query(alias="outer")], b: Annotated[int, Query(), Header()]): ...
"#;
    assert_eq!(inputs(text), "query outer, header b");
}

#[test]
fn uploads_are_files_also_in_lists_and_unions() {
    assert_eq!(
        inputs("def endpoint(a: UploadFile, b: list[UploadFile], c: UploadFile | None = None): ..."),
        "file a, file b, file c?"
    );
}

#[test]
fn models_in_query_header_or_form_are_one_input() {
    let text = r"
class Filters(BaseModel):
    limit: int = 3
def endpoint(a: Annotated[Filters, Query()], b: Annotated[Filters, Form()]): ...
";
    assert_eq!(inputs(text), "query a, form b");
}

#[test]
fn what_the_framework_passes_in_is_no_input() {
    let text = r"
class MyRequest(Request): ...
def endpoint(a: Request, b: Response, c: BackgroundTasks, d: SecurityScopes, e: MyRequest, f: Optional[Request] = None,
             w: WebSocket = None, q: int = 0): ...
";
    assert_eq!(inputs(text), "query q?");
}

#[test]
fn types_in_quotes_are_read_where_they_stand() {
    let text = r#"
class Item(BaseModel): ...
def endpoint(a: "Item", b: "Optional[Item]", c: "Annotated[str, Header()]", d: List["Item"], e: Optional["Item"]): ...
"#;
    assert_eq!(inputs(text), "body a, body b, header c, body d, query e", "FastAPI never resolves the name in `e`");
}

#[test]
fn functions_that_make_markers_are_run() {
    let text = r#"
def page(alias):
    return Query(1, alias=alias)
Paged = functools.partial(Query, 1, ge=1)
def endpoint(a: int = page("p"), b: int = Paged(alias="q"), c: int = Paged()): ...
"#;
    assert_eq!(inputs(text), "query p?, query q?, query c?");
}

#[test]
fn a_type_of_an_unknown_library_has_an_unknown_place() {
    let text = r"
from somewhere import Thing, ThingId, ThingModel
class Mine(ThingModel):
    x: int
def endpoint(a: Thing, b: ThingId, c: Mine): ...
";
    assert_eq!(inputs(text), "unknown a, query b, body c, …");
}
