"""Je cherche: nothing but the question, because asking is the scarce thing."""

from django.utils.translation import gettext_lazy as _

from mcs.board.enums import PostKind
from mcs.board.kinds.definition import KindDefinition

REQUEST = KindDefinition(
    kind=PostKind.REQUEST,
    icon="circle-question-mark",
    plural=_("Requests"),
    prompt=_("Hello, I am looking for…"),
)
