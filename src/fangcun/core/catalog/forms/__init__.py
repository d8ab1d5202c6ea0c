"""What people fill in about facilities, projects, rules and files."""

from fangcun.core.catalog.forms.imports import DistrictFileForm
from fangcun.core.catalog.forms.offered import FacilityFilterForm, StageFilterForm, StageForm
from fangcun.core.catalog.forms.projects import PaperForm, ProjectForm, SpendingForm
from fangcun.core.catalog.forms.rules import RuleForm

__all__ = [
    "DistrictFileForm",
    "FacilityFilterForm",
    "PaperForm",
    "ProjectForm",
    "RuleForm",
    "SpendingForm",
    "StageFilterForm",
    "StageForm",
]
