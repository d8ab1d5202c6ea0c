"""The parts that pages are made of: forms that say what is wrong, and the page that shows all."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django_cotton.compiler_regex import CottonCompiler

SOURCE = Path(__file__).resolve().parents[2]


class AnOrder(forms.Form):
    portions = forms.IntegerField(label="份数", help_text="最多九份。", min_value=1)
    weight = forms.DecimalField(label="重量", required=False)
    phone = forms.CharField(label="电话", required=False)
    note = forms.CharField(label="备注", required=False)
    mode = forms.ChoiceField(
        label="怎么用餐", choices=[("here", "堂食"), ("home", "送")], widget=forms.RadioSelect
    )
    is_daily = forms.BooleanField(label="每天", required=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


def drawn(markup: str, **context: object) -> str:
    return Template(CottonCompiler().process(markup)).render(Context(context))


class TestForm:
    def test_sums_up_what_is_wrong_and_leads_to_each_field(self):
        page = drawn('<c-form :form="form" back="/back/" />', form=AnOrder({"note": "少盐"}))

        summary = page[page.index('role="alert"') : page.index("<form")]
        assert 'href="#id_portions"' in summary
        assert 'href="#id_mode"' in summary
        assert 'id="id_portions"' in page
        assert '<fieldset class="field has-error" id="id_mode"' in page

    def test_loses_nothing_that_was_written(self):
        page = drawn('<c-form :form="form" />', form=AnOrder({"note": "少盐", "portions": "x"}))

        assert 'value="少盐"' in page
        assert 'value="x"' in page

    def test_help_comes_before_the_box_and_the_error_after(self):
        page = drawn('<c-field :field="form.portions" />', form=AnOrder({}))

        places = [page.index(mark) for mark in ("<label", "最多九份", "<input", 'class="error"')]
        assert places == sorted(places)
        assert 'aria-describedby="id_portions_helptext id_portions_error"' in page
        assert 'id="id_portions_error"' in page

    def test_words_of_a_box_to_tick_stand_beside_it(self):
        page = drawn('<c-field :field="form.is_daily" />', form=AnOrder())

        assert re.search(r'<label for="id_is_daily"><input[^>]*>每天</label>', page)

    def test_hidden_fields_have_no_label(self):
        page = drawn('<c-field :field="form.revision" />', form=AnOrder())

        assert "<label" not in page

    @pytest.mark.parametrize(
        ("name", "keyboard"),
        [("portions", "numeric"), ("weight", "decimal"), ("phone", "tel"), ("note", None)],
    )
    def test_a_telephone_shows_the_keys_that_are_needed(self, name, keyboard):
        page = drawn('<c-field :field="field" />', field=AnOrder()[name])

        found = re.search(r'inputmode="(\w+)"', page)
        assert (found.group(1) if found else None) == keyboard


class TestEmpty:
    def test_says_what_to_do_next(self):
        page = drawn('<c-empty href="/new/" action="登记一条">还没有登记。</c-empty>')

        assert '<a class="button quiet" href="/new/">登记一条</a>' in page

    def test_may_have_nothing_to_do(self):
        assert "<a " not in drawn("<c-empty>没有。</c-empty>")


@pytest.mark.django_db
class TestPageOfParts:
    def test_shows_each_part_in_every_look_without_a_name_twice(self, client: Client, settings):
        settings.DEBUG = True

        page = client.get(reverse("base:parts")).content.decode()

        for look in ('data-theme="dark"', 'data-type="large"', 'data-medium="paper"'):
            assert page.count(look) >= 4
        names = re.findall(r'\sid="([^"]+)"', page)
        assert len(names) == len(set(names))


class TestSizes:
    def test_no_type_is_smaller_than_the_smallest_token(self):
        rule = re.compile(r"([^{}]+)\{([^{}]*)\}")
        small = re.compile(r"font-size:\s*(?:0?\.\d|small|\d+px)")

        found = [
            f"{sheet.name}: {selector.strip()}"
            for sheet in SOURCE.rglob("static/*/*.css")
            if sheet.name != "lobby.css"  # a screen on a wall: large by itself, read from afar
            for selector, body in rule.findall(sheet.read_text(encoding="utf-8"))
            if small.search(body) and "::" not in selector  # signs before the words may be small
        ]

        assert found == []
