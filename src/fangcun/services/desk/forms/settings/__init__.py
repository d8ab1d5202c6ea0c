"""What people fill in to set up the desk."""

from fangcun.services.desk.forms.settings.books import BookForm, DutyForm, EditBookForm
from fangcun.services.desk.forms.settings.categories import CategoryForm, EditCategoryForm
from fangcun.services.desk.forms.settings.rules import EditRuleForm, RuleForm, TrialForm

__all__ = [
    "BookForm",
    "CategoryForm",
    "DutyForm",
    "EditBookForm",
    "EditCategoryForm",
    "EditRuleForm",
    "RuleForm",
    "TrialForm",
]
