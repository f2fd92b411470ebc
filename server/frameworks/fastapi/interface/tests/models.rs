//! Which inputs are the fields of a class that is a dependency?

use super::inputs;

#[test]
fn fields_of_a_model_become_parameters_base_classes_first() {
    let text = r#"
class Base(BaseModel):
    limit: int = 10
    sort: str = "asc"
    kind: ClassVar[int] = 3
    _private: int = 3
class Params(Base):
    sort: str
    tags: List[str] = []
    ids: list[int] = Field(default_factory=list)
    note: Annotated[str | None, Field(max_length=3)] = None
def endpoint(p: Params = Depends()): ...
"#;
    assert_eq!(inputs(text), "query limit?, query sort, body tags?, body ids?, query note?");
}

#[test]
fn aliases_of_a_model_name_its_parameters() {
    let text = r#"
class Params(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)
    page_size: int = 10
    named: int = Field(1, alias="own")
    hyphen: int = Field(1, alias="not-a-name")
class Old(BaseModel):
    class Config:
        alias_generator = lambda name: name.upper()
    some_field: int = 3
def endpoint(p: Params = Depends(), o: Old = Depends()): ...
"#;
    assert_eq!(inputs(text), "query pageSize?, query own?, query hyphen?, query SOME_FIELD?");
}

#[test]
fn a_model_forgets_markers_and_a_dataclass_keeps_them() {
    let text = r"
class Model(BaseModel):
    tags: List[str] = Query([])
@dataclass
class Data:
    names: List[str] = Query([])
    header: Optional[str] = Header(None)
    plain: List[str] = field(default_factory=list)
    request: Request = None
    hidden: int = field(default=1, init=False)
def endpoint(m: Model = Depends(), d: Data = Depends()): ...
";
    assert_eq!(inputs(text), "body tags?, query names?, header header?, body plain?");
}

#[test]
fn a_model_with_its_own_init_takes_that_and_what_it_passes_on() {
    let text = r"
class Params(BaseModel):
    a: int
    def __init__(self, special: str, **data):
        super().__init__(**data)
def endpoint(p: Params = Depends()): ...
";
    assert_eq!(inputs(text), "query special, query a");
}

#[test]
fn a_generic_class_takes_what_its_init_takes() {
    let text = r#"
T = TypeVar("T")
class Repo(Generic[T]):
    def __init__(self, q: int): ...
class Users(Repo[int]): ...
class Empty: ...
def endpoint(r: Users = Depends(), e: Empty = Depends()): ...
"#;
    assert_eq!(inputs(text), "query q");
}

#[test]
fn a_field_named_like_its_type_keeps_the_type() {
    let text = r"
class Params(BaseModel):
    date: Optional[date] = None
    list: List[int] = []
def endpoint(p: Params = Depends()): ...
";
    assert_eq!(inputs(text), "query date?, body list?");
}
