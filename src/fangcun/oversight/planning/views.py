from django.http import HttpResponse
from django.shortcuts import render

from fangcun.base.http import SignedInRequest, reader_page


@reader_page
def scenarios(request: SignedInRequest) -> HttpResponse:
    return render(request, "base/page.html")
