"""Every error is found at once, each with its place, its value and a reason in two languages."""

from datetime import date

import pytest

from fangcun_planner.files import Severity


def cell_of(town, title, row, column):
    """Position of a cell by the title of its column; rows count as the spreadsheet does."""
    return town[title][row - 1], town[title][0].index(column)


def put(town, title, row, column, value):
    cells, index = cell_of(town, title, row, column)
    cells[index] = value


def the(problems, **wanted):
    """The one problem that matches."""
    found = [p for p in problems if all(getattr(p, key) == value for key, value in wanted.items())]
    assert len(found) == 1, f"{wanted} matched {len(found)} of {[str(p) for p in problems]}"
    return found[0]


class TestASoundTown:
    def test_is_read_with_defaults_for_what_it_leaves_out(self, town, read):
        result = read(town)

        assert result.errors == ()
        assert {p.sheet for p in result.warnings} == {"功能", "模块", "规则"}
        assert result.district.name == "小镇"
        assert result.district.options.budget_fen == 100_000_000
        assert len(result.district.functions) == 9
        assert result.district.facilities[0].capacity == {"meals": 40.0}

    def test_counts_residents_by_households_where_they_are_unknown(self, town, read):
        assert read(town).district.buildings[1].residents == 960  # 400 households of 2.4

    def test_closes_the_boundary(self, town, read):
        (ring,) = read(town).district.boundary

        assert ring[0] == ring[-1] == (120.8, 32.0)


class TestACell:
    @pytest.mark.parametrize(
        ("title", "column", "value", "shown", "word"),
        [
            ("社区", "社区代码", "3206130100", "3206130100", "12"),
            ("社区", "社区代码", "3.20613E+11", "3.20613E+11", "科学计数"),
            ("社区", "社区名称", "  ", "  ", "必填"),
            ("社区", "户数", "五百", "五百", "数字"),
            ("社区", "户数", 3.5, "3.5", "整数"),
            ("社区", "户数", -1, "-1.0", "小于"),
            ("社区", "0至2岁人口", True, "True", "数字"),
            ("楼栋", "经度", "东经120度", "东经120度", "数字"),
            ("楼栋", "经度", 220.5, "220.5", "180"),
            ("楼栋", "经度", "nan", "nan", "数字"),
            ("楼栋", "纬度", None, "", "必填"),
            ("楼栋", "人口", "1e400", "1e400", "有限"),
            ("楼栋", "人口", date(2026, 3, 1), "2026-03-01", "数字"),
            ("楼栋", "楼栋编号", date(2026, 3, 1), "2026-03-01", "日期"),
            ("楼栋", "所属社区", "丙社区", "丙社区", "没有"),
            ("存量空间", "建筑面积", 0, "0.0", "小于"),
            ("存量空间", "建筑面积", "120㎡", "120㎡", "单位"),
            ("存量空间", "楼层", 0, "0", "没有0层"),
            ("存量空间", "无障碍", "也许", "也许", "是"),
            ("存量空间", "装修造价", -5, "-5.0", "小于"),
            ("设施功能", "功能", "洗车", "洗车", "没有"),
            ("设施功能", "设施编号", "F9", "F9", "没有"),
            ("设施功能", "服务人数", -1, "-1.0", "小于"),
        ],
    )
    def test_that_is_wrong_is_named_with_its_place(
        self, town, read, title, column, value, shown, word
    ):
        put(town, title, 2, column, value)

        result = read(town)

        problem = the(result.errors, sheet=title, row=2, column=column)
        assert problem.value in {shown, f"{shown} 00:00:00"}
        assert word in problem.reason.zh
        assert problem.reason.en
        assert result.district is None

    @pytest.mark.parametrize(
        ("title", "column", "value", "said"),
        [
            ("社区", "社区代码", 320613010010, "a code that Excel made a number"),
            ("社区", "社区代码", "３２０６１３０１００１０", "full-width digits"),
            ("社区", "社区代码", " 320613010010 ", "blanks around it"),
            ("社区", "社区代码", "320613010010.0", "a number made text again"),
            ("社区", "户数", "1,500", "a thousands separator"),
            ("社区", "户数", "５００", "full-width digits"),
            ("楼栋", "所属社区", "甲社区", "the name of the community"),
            ("楼栋", "所属社区", 320613010010, "a code that Excel made a number"),
            ("存量空间", "无障碍", True, "a tick"),
            ("存量空间", "无障碍", 1, "one for yes"),
            ("存量空间", "无障碍", " 有 ", "another word for yes"),
            ("存量空间", "楼层", "-1", "a number as text"),
            ("设施功能", "功能", "meals", "the code of the function"),
            ("设施功能", "功能", "养老服务", "the name without its brackets"),
            ("设施功能", "设施编号", "甲服务点", "the name of the facility"),
        ],
    )
    def test_that_a_person_would_understand_is_understood(
        self, town, read, title, column, value, said
    ):
        put(town, title, 2, column, value)

        assert read(town).errors == (), said

    def test_whose_formula_failed_is_not_taken_for_empty(self, town, read):
        put(town, "楼栋", 2, "人口", float("nan"))  # written as #NUM!

        problem = the(read(town).errors)

        assert (problem.sheet, problem.row, problem.column) == ("楼栋", 2, "人口")
        assert problem.value == "#NUM!"
        assert "公式" in problem.reason.zh


class TestARow:
    def test_that_repeats_a_key_says_where_the_first_is(self, town, read):
        town["楼栋"].append(town["楼栋"][1])

        problem = the(read(town).errors, sheet="楼栋", row=4, column="楼栋编号")

        assert "第2行" in problem.reason.zh
        assert "row 2" in problem.reason.en

    def test_that_repeats_a_function_of_a_facility_is_refused(self, town, read):
        town["设施功能"].append(["F1", "社区助餐", 50])

        assert the(read(town).errors, sheet="设施功能", row=3).value == "F1、社区助餐"

    def test_without_residents_and_households_is_refused(self, town, read):
        put(town, "楼栋", 3, "户数", None)

        assert "至少" in the(read(town).errors, sheet="楼栋", row=3, column="人口").reason.zh

    def test_that_is_empty_is_skipped_and_the_count_goes_on(self, town, read):
        town["楼栋"].insert(2, [None, " ", None, None, None, None])
        put(town, "楼栋", 4, "经度", "?")

        assert the(read(town).errors, sheet="楼栋").row == 4

    def test_that_is_wrong_in_one_cell_can_still_be_referred_to(self, town, read):
        put(town, "社区", 2, "户数", "?")

        assert len(read(town).errors) == 1  # not one more for each building of the community


class TestASheet:
    @pytest.mark.parametrize("title", ["参数", "社区", "楼栋", "存量空间"])
    def test_that_is_missing_is_said_once(self, town, read, title):
        del town[title]

        problem = the(read(town).errors)

        assert (problem.sheet, problem.row) == (title, None)
        assert "缺少" in problem.reason.zh

    @pytest.mark.parametrize("title", ["现有设施", "设施功能", "边界"])
    def test_that_is_optional_may_be_missing(self, town, read, title):
        del town[title]
        if title == "现有设施":
            del town["设施功能"]

        assert read(town).errors == ()

    def test_without_a_needed_column_is_refused_and_its_cells_still_checked(self, town, read):
        for row in town["楼栋"]:
            del row[1]
        put(town, "楼栋", 2, "纬度", "?")

        errors = read(town).errors

        assert the(errors, row=1, column="所属社区").reason.zh.startswith("缺少")
        assert the(errors, row=2, column="纬度").value == "?"

    def test_with_a_column_twice_is_refused(self, town, read):
        for row in town["楼栋"]:
            row.append(row[2])

        assert "两次" in the(read(town).errors, column="经度").reason.zh

    def test_may_have_a_title_above_and_english_headers(self, town, read):
        town["楼栋"][0] = [
            "Building ID *",
            "community",
            "LON",
            "Latitude (°)",
            "Residents",
            "户数（户）",
        ]
        town["楼栋"].insert(0, ["某区楼栋清单", None, None, None, None, None])

        assert read(town).errors == ()

    def test_may_have_an_english_title(self, town, read):
        town["Idle spaces"] = town.pop("存量空间")

        assert read(town).errors == ()

    def test_with_an_unknown_column_is_read_without_it(self, town, read):
        for row in town["楼栋"]:
            row.append("备注")

        result = read(town)

        assert result.errors == ()
        assert the(result.warnings, sheet="楼栋").column == "备注"

    def test_without_rows_is_refused_where_a_district_needs_them(self, town, read):
        town["存量空间"] = town["存量空间"][:1]

        assert the(read(town).errors).sheet == "存量空间"


class TestAParameter:
    @pytest.mark.parametrize(
        ("name", "value", "word"),
        [
            ("预算", "很多", "数字"),
            ("预算", -1, "小于"),
            ("最多新开", 2.5, "整数"),
            ("坐标系", "火星", "GCJ-02"),
            ("均衡份额", 2, "大于"),
        ],
    )
    def test_that_is_wrong_is_named_with_its_row(self, town, read, name, value, word):
        town["参数"] = [row for row in town["参数"] if row[0] != name]
        town["参数"].append([name, value])

        problem = the(read(town).errors, sheet="参数", column="值")

        assert problem.row == len(town["参数"])
        assert word in problem.reason.zh

    def test_that_must_be_there_is_missed(self, town, read):
        town["参数"].pop()

        assert "预算" in the(read(town).errors).reason.zh

    def test_may_not_be_given_twice(self, town, read):
        town["参数"].append(["budget_yuan", 5])

        assert "第3行" in the(read(town).errors).reason.zh

    def test_that_nobody_knows_is_left_aside(self, town, read):
        town["参数"].append(["天气", "晴"])

        assert the(read(town).warnings, sheet="参数").value == "天气"


class TestARule:
    def rules(self, *rows):
        return [["规则代码", "规则名称", "数值"], *rows]

    def test_that_is_missing_gets_its_default_and_a_warning(self, town, read):
        town["规则"] = self.rules(["detour_factor", "绕行系数", 1.4])

        result = read(town)

        assert result.district.rule("detour_factor") == 1.4
        assert result.district.rule("complex_min_area_m2") == 600
        assert the(result.warnings, sheet="规则", value="complex_min_area_m2")

    @pytest.mark.parametrize(
        ("code", "value"),
        [("detour_factor", 0.5), ("equity_share", 1.5), ("complex_min_functions", 2.5)],
    )
    def test_beyond_what_arithmetic_can_bear_is_refused(self, town, read, code, value):
        town["规则"] = self.rules([code, "名称", value])

        assert the(read(town).errors, sheet="规则", row=2, column="数值").value == str(value)


class TestDecisions:
    def decide(self, town, **values):
        town["存量空间"][0] += values.keys()
        town["存量空间"][1] += values.values()

    def test_are_read_from_words(self, town, read):
        self.decide(town, 决策="必选", 必须有的功能="社区助餐、健康服务", 不得有的功能="fitness")

        options = read(town).district.options

        assert options.must_open == {"S1"}
        assert options.must_have == {("S1", "meals"), ("S1", "health")}
        assert options.must_not_have == {("S1", "fitness")}

    def test_may_not_contradict_one_another(self, town, read):
        self.decide(town, 必须有的功能="meals", 不得有的功能="meals")

        assert the(read(town).errors, column="不得有的功能").value == "meals"

    def test_may_not_furnish_an_excluded_space(self, town, read):
        self.decide(town, 决策="排除", 必须有的功能="meals")

        assert the(read(town).errors, column="必须有的功能").row == 2


class TestAllAtOnce:
    def test_errors_of_every_sheet_are_found_and_nothing_is_imported(self, town, read):
        put(town, "参数", 3, "值", "?")
        put(town, "社区", 2, "户数", -1)
        put(town, "社区", 3, "社区代码", "1")
        put(town, "楼栋", 2, "经度", 500)
        put(town, "楼栋", 2, "人口", "x")
        put(town, "存量空间", 2, "楼层", 0)
        put(town, "存量空间", 2, "所属社区", "丁社区")
        put(town, "现有设施", 2, "建筑面积", "大")
        put(town, "设施功能", 2, "功能", "洗车")
        put(town, "边界", 2, "纬度", None)

        result = read(town)

        places = {(p.sheet, p.row, p.column) for p in result.errors}
        assert places == {
            ("参数", 3, "值"),
            ("社区", 2, "户数"),
            ("社区", 3, "社区代码"),
            ("楼栋", 2, "经度"),
            ("楼栋", 2, "人口"),
            ("楼栋", 3, "所属社区"),  # its community's code is the one that is wrong
            ("存量空间", 2, "楼层"),
            ("存量空间", 2, "所属社区"),
            ("现有设施", 2, "建筑面积"),
            ("设施功能", 2, "功能"),
            ("边界", 2, "纬度"),
        }
        assert all(p.severity is Severity.ERROR for p in result.errors)
        assert result.district is None
