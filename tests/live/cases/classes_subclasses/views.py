import base
from base import Listed
from base import Listed as Root

Alias = Root


class First(Listed):
    path = "/first"
    what_it_is_for = "a body that is long enough to be lowered apart from the rest of the file"


class Second(base.Listed):
    path = "/second"


class Third(First):
    path = "/third"
    what_it_is_for = "a body that is long enough to be lowered apart from the rest of the file"


class Fourth(Root):
    path = "/fourth"


class Fifth(Alias):
    path = "/fifth"


class Other:
    path = "/other"
