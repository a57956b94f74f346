"""The addresses of the administration."""

from django.urls import path

from liaison.web.administration import authorities, lists, officers, state

urlpatterns = [
    path("authorities/", authorities.authorities, name="authorities"),
    path("authorities/<str:code>/", authorities.authority, name="authority"),
    path("authorities/<str:code>/keys/<key:key_id>/revoke/", authorities.key_revoke, name="key_revoke"),
    path("officers/", officers.officers, name="officers"),
    path("officers/new/", officers.officer_new, name="officer_new"),
    path("officers/<int:pk>/", officers.officer, name="officer"),
    path("lists/", lists.lists, name="lists"),
    path("lists/<str:name>/", lists.one_list, name="list"),
    path("node/", state.state, name="node_state"),
]
