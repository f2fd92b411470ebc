"""What Python's `inspect` means to the evaluator: signatures that programs read, change and assign.

Names with double underscores are intrinsics of the machine. Evaluated, never executed.
"""


class _empty:
    pass


class _void:
    pass


class Parameter:
    POSITIONAL_ONLY = "POSITIONAL_ONLY"
    POSITIONAL_OR_KEYWORD = "POSITIONAL_OR_KEYWORD"
    VAR_POSITIONAL = "VAR_POSITIONAL"
    KEYWORD_ONLY = "KEYWORD_ONLY"
    VAR_KEYWORD = "VAR_KEYWORD"
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty, _source=None):
        self.name = name
        self.kind = kind
        self.default = default
        self._annotation = annotation
        self._source = _source

    @property
    def annotation(self):
        if self._source is None:
            return self._annotation
        return __annotation_of__(self)

    def replace(self, *, name=_void, kind=_void, default=_void, annotation=_void):
        return Parameter(
            self.name if name is _void else name,
            self.kind if kind is _void else kind,
            default=self.default if default is _void else default,
            annotation=self._annotation if annotation is _void else annotation,
            _source=self._source if annotation is _void else None,
        )


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = {parameter.name: parameter for parameter in __list__(parameters)}
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **kwargs):
        return signature(obj)

    def replace(self, *, parameters=_void, return_annotation=_void):
        return Signature(
            self.parameters.values() if parameters is _void else parameters,
            return_annotation=self.return_annotation if return_annotation is _void else return_annotation,
        )


def signature(obj, **kwargs):
    return __signature_of__(obj, Signature, Parameter)
