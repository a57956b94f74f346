"""Distribution lists: who stands on them, since when, and who decided it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.people.models import Authority, DistributionList
from liaison.people.requests import OfficerRequest
from liaison.people.selectors import members_of
from liaison.people.services import create_list, join_list, leave_list
from liaison.web.administration.changing import administers, carried_out
from liaison.web.administration.forms import MemberForm, NewListForm
from liaison.web.frame import page


@administers
def lists(request: OfficerRequest) -> HttpResponse:
    """All lists, and a form for a further one."""
    form = NewListForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        if carried_out(
            request,
            lambda: create_list(**form.cleaned_data, moment=timezone.now()),
            subject=f"list {name} opened",
            done=_("The list %(name)s is open.") % {"name": name},
        ):
            return redirect("list", name)
    listed = DistributionList.objects.select_related("owner")
    words = ngettext("%(n)d list can be shared with", "%(n)d lists can be shared with", len(listed))
    now = timezone.now()
    return page(
        request,
        "administration/lists.html",
        form=form,
        headline=words % {"n": len(listed)} if listed else _("There is no list yet"),
        rows=[(each, len(members_of(each.name, now))) for each in listed],
    )


@administers
def one_list(request: OfficerRequest, name: str) -> HttpResponse:
    """One list: its members, its history, and the two ways to change it."""
    found = get_object_or_404(DistributionList.objects.select_related("owner"), name=name)
    form = MemberForm(request.POST if request.POST.get("action") == "join" else None)
    if request.method == "POST" and _changed(request, found, form):
        return redirect("list", name)
    stays = list(
        found.memberships.select_related("authority", "decided_by__authority").order_by("-since", "-pk")
    )
    standing = [stay for stay in stays if stay.until is None]
    words = ngettext(
        "%(n)d authority stands on this list", "%(n)d authorities stand on this list", len(standing)
    )
    return page(
        request,
        "administration/list.html",
        list=found,
        headline=words % {"n": len(standing)},
        standing=standing,
        stays=stays,
        form=form,
    )


def _changed(request: OfficerRequest, found: DistributionList, form: MemberForm) -> bool:
    """Whether an authority came onto the list or left it."""
    if form.is_bound:
        if not form.is_valid():
            return False
        joining: Authority = form.cleaned_data["authority"]
        return carried_out(
            request,
            lambda: join_list(
                distribution_list=found, authority=joining, moment=timezone.now(), decided_by=request.officer
            ),
            subject=f"list {found.name}: {joining.code} joins",
            done=_("%(code)s is on the list and reads what is shared with it, older records too.")
            % {"code": joining.code},
        )
    leaving = get_object_or_404(Authority, code=request.POST.get("leave", ""))
    return carried_out(
        request,
        lambda: leave_list(distribution_list=found, authority=leaving, moment=timezone.now()),
        subject=f"list {found.name}: {leaving.code} leaves",
        done=_("%(code)s has left the list.") % {"code": leaving.code},
    )
