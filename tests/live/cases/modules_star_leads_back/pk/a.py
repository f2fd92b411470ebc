from . import r
