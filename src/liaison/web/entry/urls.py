"""The addresses of entering a record."""

from django.urls import path

from liaison.web.entry import amending, pages

urlpatterns = [
    path("record/new/", pages.entry, name="entry"),
    path("record/new/<str:kind>/", pages.begin, name="entry_kind"),
    path("record/check/", pages.check, name="entry_check"),
    path("record/words/<str:name>/", pages.words, name="entry_words"),
    path("drafts/", pages.drafts, name="drafts"),
    path("drafts/<int:pk>/", pages.draft, name="draft"),
    path("drafts/<int:pk>/marking/", pages.marking, name="draft_marking"),
    path("drafts/<int:pk>/sign/", pages.sign, name="draft_sign"),
    path("drafts/<int:pk>/drop/", pages.drop, name="draft_drop"),
    path("entity/<key:key>/statement/<str:statement>/correct/", amending.correct, name="correct"),
    path("entity/<key:key>/statement/<str:statement>/withdraw/", amending.withdraw, name="withdraw"),
    path("entity/<key:key>/same/", amending.same, name="same"),
]
