"""What planners fill in: scenarios, locks, schemes, comparisons."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fangcun.oversight.planning.models import SCHEME_FIELDS, CommunityScheme, Scenario
from fangcun.oversight.planning.queries.scenarios import EmphasisedFunction
from fangcun.oversight.planning.states import FUNCTION_LOCKS, LockKind
from fangcun_planner.siting.problem import MOST_FEN

FEN_PER_YUAN = 100
PER_CENT = 100
MOST_EMPHASIS = 3  # 0 leaves a function out, 1 is the catalogue's own urgency
USUAL_EMPHASIS = 1.0
EMPHASIS = "emphasis_"  # the rest of the field's name is the function's code


class ScenarioForm(forms.Form):
    """One scenario: money, emphasis by function, walking, effort."""

    name = forms.CharField(label=_("名称"), max_length=60)
    note = forms.CharField(
        label=_("说明"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    budget_yuan = forms.DecimalField(
        label=_("预算（元）"),
        min_value=0,
        max_value=MOST_FEN // FEN_PER_YUAN,
        decimal_places=2,
        help_text=_("用于改造、设备和开办的全部资金，例如 3000000 即三百万元。"),
    )
    open_at_most = forms.IntegerField(
        label=_("最多启用几处"), required=False, min_value=0, help_text=_("不填表示不限。")
    )
    reach_factor = forms.FloatField(
        label=_("服务半径倍数"),
        min_value=0.1,
        max_value=5,
        help_text=_("1 为“功能与规则”中的步行半径；1.2 表示允许多走两成。"),
    )
    elder_pace_m_per_min = forms.FloatField(
        label=_("老人步速（米/分钟）"),
        min_value=10,
        max_value=120,
        help_text=_("步速越慢，老人能走到的范围越小。初始值取自规则。"),
    )
    solve_seconds = forms.IntegerField(
        label=_("求解时间（秒）"), min_value=1, help_text=_("到时即停，保留已找到的最好方案。")
    )
    gap_percent = forms.FloatField(
        label=_("允许差距（%）"),
        min_value=0,
        max_value=50,
        help_text=_("一旦证明没有方案能好出这个比例，就提前结束。"),
    )
    seed = forms.IntegerField(
        label=_("随机种子"), min_value=0, max_value=2**31 - 1, help_text=_("同一种子结果可复现。")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        functions: Sequence[EmphasisedFunction] = (),
        longest_s: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        longest = int(settings.SOLVE_SECONDS) if longest_s is None else longest_s
        self.fields["solve_seconds"].max_value = longest  # type: ignore[attr-defined]
        self.fields["solve_seconds"].validators.append(
            forms.IntegerField(max_value=longest).validators[0]
        )
        for function in functions:
            self.fields[EMPHASIS + function.code] = forms.FloatField(
                label=function.name,
                min_value=0,
                max_value=MOST_EMPHASIS,
                initial=function.factor,
                widget=forms.NumberInput(attrs={"step": "0.1", "inputmode": "decimal"}),
            )

    @property
    def emphasis_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(EMPHASIS)]

    @property
    def emphasis(self) -> dict[str, float]:
        """Factor by function code, where it differs from the catalogue's own urgency."""
        return {
            name.removeprefix(EMPHASIS): value
            for name, value in self.cleaned_data.items()
            if name.startswith(EMPHASIS) and value != USUAL_EMPHASIS
        }

    @property
    def words(self) -> dict[str, Any]:
        """The fields of `WrittenScenario`, in the units of the tables."""
        given = self.cleaned_data
        same = (
            "name",
            "note",
            "open_at_most",
            "reach_factor",
            "elder_pace_m_per_min",
            "solve_seconds",
            "seed",
        )
        return {name: given[name] for name in same} | {
            "budget_fen": int(given["budget_yuan"] * FEN_PER_YUAN),
            "gap": given["gap_percent"] / PER_CENT,
            "emphasis": self.emphasis,
        }


def scenario_initial(scenario: Scenario) -> dict[str, Any]:
    """A scenario in the units of its form."""
    return {
        "name": scenario.name,
        "note": scenario.note,
        "budget_yuan": _yuan(scenario.budget_fen),
        "open_at_most": scenario.open_at_most,
        "reach_factor": f"{scenario.reach_factor:g}",
        "elder_pace_m_per_min": f"{scenario.elder_pace_m_per_min:g}",
        "solve_seconds": scenario.solve_seconds,
        "gap_percent": f"{scenario.gap * PER_CENT:g}",
        "seed": scenario.seed,
        "revision": scenario.revision,
    }


def _yuan(fen: int) -> Decimal | int:
    whole, rest = divmod(fen, FEN_PER_YUAN)
    return Decimal(fen) / FEN_PER_YUAN if rest else whole


class CopyForm(forms.Form):
    """The name of a copy."""

    name = forms.CharField(label=_("新情景的名称"), max_length=60)


class LockForm(forms.Form):
    """Decide about a space, or about a function in a space."""

    space = forms.CharField(label=_("存量空间编号"), max_length=64)
    kind = forms.ChoiceField(label=_("决定"), choices=LockKind.choices)
    function = forms.ChoiceField(label=_("功能"), required=False)

    def __init__(
        self, *args: Any, spaces: Mapping[str, str], functions: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.spaces = spaces
        choice: Any = self.fields["function"]
        choice.choices = [("", _("整个空间")), *functions.items()]

    def clean_space(self) -> str:
        """The space's number; pages send it alone, people may pick “number name” from the list."""
        space: str = self.cleaned_data["space"].strip().split(" ")[0]
        if space not in self.spaces:
            raise forms.ValidationError(_("存量空间清单中没有这个编号。"))
        return space

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("kind") in FUNCTION_LOCKS and not given.get("function"):
            self.add_error("function", _("请选择这个决定针对的功能。"))
        if given.get("kind") not in FUNCTION_LOCKS and given.get("function"):
            self.add_error("function", _("针对整个空间的决定不选功能。"))
        return given


class SchemeForm(forms.Form):
    """The seven fields of one community's plan."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SCHEME_FIELDS:
            self.fields[name] = forms.CharField(
                label=scheme_label(name),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name].strip() for name in SCHEME_FIELDS}


def scheme_label(name: str) -> Any:
    """What one of the seven fields is called."""
    field: Any = CommunityScheme._meta.get_field(name)
    return field.verbose_name


class CompareForm(forms.Form):
    """Two plans side by side."""

    plan = forms.TypedChoiceField(label=_("方案甲"), coerce=int)
    other = forms.TypedChoiceField(label=_("方案乙"), coerce=int)

    def __init__(self, *args: Any, plans: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("plan", "other"):
            field: Any = self.fields[name]
            field.choices = plans
