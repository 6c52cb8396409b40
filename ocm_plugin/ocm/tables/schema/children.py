"""Fields of the tables of comments and of photos: many to one station by `ocm_id`, present when asked for."""

from __future__ import annotations

from .field import Field

# A table: a few lines for each field.
# fmt: off
_OCM_ID = Field("ocm_id", "int64", "OCM id", path="station.id",
                meaning="Number of the site it belongs to.", source="ID")

COMMENT_FIELDS = (
    Field("comment_id", "int64", "Comment id", path="comment.id",
          meaning="Number of the comment; the key.", source="UserComments[].ID"),
    _OCM_ID,
    Field("comment_type_id", "int", "Kind id", path="comment.type_id",
          meaning="Number of the kind of comment.", source="CommentTypeID"),
    Field("comment_type", "text", "Kind",
          meaning="Kind of comment.", source="CommentTypeID through the reference data"),
    Field("user_name", "text", "User", path="comment.user",
          meaning="Name of the user.", source="UserName", trap="Personal data: do not publish needlessly."),
    Field("comment_text", "text", "Comment", path="comment.text",
          meaning="What the user wrote.", source="Comment", trap="Free text of a user."),
    Field("rating", "int", "Rating", path="comment.rating",
          meaning="1 (worst) to 5 (best).", source="Rating"),
    Field("checkin_id", "int", "Check-in id", path="comment.checkin_id",
          meaning="Number of the check-in status.", source="CheckinStatusTypeID"),
    Field("checkin", "text", "Check-in",
          meaning="Result of the visit.", source="CheckinStatusTypeID"),
    Field("checkin_positive", "bool", "Check-in good",
          meaning="Whether the visit was a success.", source="IsPositive of the check-in status in the reference data",
          trap="NULL without a visit."),
    Field("created", "datetime", "Written at", path="comment.created",
          meaning="Time of the comment, UTC.", source="DateCreated"),
    Field("related_url", "text", "Link", path="comment.related_url",
          meaning="Web address the user gave.", source="RelatedURL", trap="Check before opening."),
)

MEDIA_FIELDS = (
    Field("media_id", "int64", "Photo id", path="item.id",
          meaning="Number of the photo or video; the key.", source="MediaItems[].ID"),
    _OCM_ID,
    Field("media_url", "text", "Address", path="item.url",
          meaning="Web address of the photo or video.", source="ItemURL"),
    Field("thumbnail_url", "text", "Small picture", path="item.thumbnail_url",
          meaning="Web address of a small picture.", source="ItemThumbnailURL"),
    Field("caption", "text", "Caption", path="item.comment",
          meaning="What the user wrote.", source="MediaItems[].Comment", trap="Free text of a user."),
    Field("user_name", "text", "User", path="item.user",
          meaning="Who took it.", source="MediaItems[].User", trap="Name it: photos are CC BY-SA 4.0."),
    Field("created", "datetime", "Added at", path="item.created",
          meaning="Time it was added, UTC.", source="DateCreated"),
    Field("is_video", "bool", "Video", path="item.is_video",
          meaning="Whether it is a video.", source="IsVideo"),
)
