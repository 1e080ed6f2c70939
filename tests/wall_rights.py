"""What the walls are measured by: which addresses are everyone's, and which of what they may see each may not do."""

from __future__ import annotations

PUBLIC = {
    "sehat/hidup/",
    "sehat/siap/",
    "sehat/segar/",
    "sehat/lampu/",
    "kait/<str:platform>/",
    "sambung/kembali/",
    "berkas/<str:token>/<str:name>",
    "tampilan/",
    "desain/",
    "kalender/langganan/<str:token>.ics",
    "pekerja.js",
    "cek-fakta/",
    "cek-fakta/<int:claim_id>/",
    "laporan-saya/<str:key>/",
    "laporan-saya/<str:key>/tambah/",
    "laporan-saya/<str:key>/belum-selesai/",
    "laporan-saya/<str:key>/nilai/",
    "anda-usul/",
    "anda-usul/<int:proposal_id>/",
}
"""Open to anyone, on purpose: health, the service worker's script, webhooks (signed), the way back from a platform (by its state), files for platforms (by pass), the theme, the design page,
a person's calendar by its secret address, the verdicts on claims and the answers to proposals that are for everyone, a citizen's own page by its secret address."""
PLANNED = {"programme_id", "campaign_id", "strategy_id", "slot_id", "observance_id", "obligation_id", "audience_id"}
RULED = {"place_id", "learned_id", "period_id", "chapter_id", "slug", "rule_id", "version_id", "domain_id", "window_id"}
RULED |= {"hours_id"}
EVERYONES = (
    {"number_id", "path_id", "freeze_id", "platform", "kind", "template", "tag_id", "authority_id"} | PLANNED | RULED
)
"""Arguments that name a thing of the whole government, not of one agency."""
PLAIN = {
    "platform": "tiktok",
    "token": "x",
    "key": "x",
    "name": "foto.jpg",
    "kind": "pengumuman",
    "ratio": "1x1",
    "template": "darurat",
    "number": 1,
}
KEEPING_PEOPLE = {"appointment_record", "appointment_revoke", "competency_record", "roles_set"}
KEEPING_GRANTS = {"grant_give", "grant_revoke", "channel_pause", "channel_resume"}
CONNECTING = {"channel_connect", "channel_by_hand", "channel_reconnect", "channel_let_go", "channel_check"}
KEEPING_ACCOUNTS = KEEPING_GRANTS | CONNECTING
NUMBERS = {"official_number_add", "official_number_remove", "official_domain_add", "official_domain_remove"}
NUMBERS |= {"election_add", "election_remove", "own_rule_new", "rule_change", "rule_restore"}
DECIDING = {"approval_yes", "approval_no"}
PATHS = {"approval_path_new", "approval_path", "approval_path_retire"}
BUDGETING = {"budget_limit"}
FREEZING = {"freezes", "freeze_end"}
DELIVERING = {"delivery", "delivery_uploaded", "delivery_given_up"}
SENDING = {"case_release", "case_posted_by_hand", "case_copy_send", "case_copy_by_hand"}
BESIDE = {
    "post_remarks",
    "post_remark",
    "tags",
    "post_keep_template",
    "post_duplicate",
    "tag_remove",
    "post_restore",
    "templates",
    "template_begin",
    "own_template_begin",
    "own_template_retire",
    "post_answers",
}
WRITING = {
    "compose",
    "writing_hints",
    "post_mend",
    "post_autosave",
    "post_file",
    "post_withdraw",
    "post_stop",
    "post_place",
} | BESIDE
CARDING = {"card_choose", "card_new", "card_preview", "card", "card_attach", "card_delete"}
CARD_LOOK = {"card_look"}
WRITING |= {"calendar_move", "post_impact", "post_impact_save"}
KEEPING_RULES = {"impact_settings", "impact_period_remove", "rulebook_write", "rulebook_change"}
KEEPING_RULES |= {
    "clock_hours_new",
    "clock_hours",
    "clock_hours_end",
    "clock_lengths",
    "clock_ladder",
    "clock_evidence",
}
KEEPING_RULES |= {"triage_rules", "triage_place_add", "triage_place_remove", "triage_learned_use"}
CHECKING_CLAIMS = {"claim_record", "claim_check", "claim_evidence", "claim_spread", "claim_clarify"}
DECIDING_CLAIMS = {"claim_decide"}
KEEPING_CALENDAR = {"calendar_limits"}
CORRECTING = {"post_correct"}
TAKING_DOWN = {"post_take_down"}
SHELVING = {"library_upload", "library_card", "library_focus", "library_blur", "post_library"}
CONSENTING = {"library_consent", "library_consent_withdraw"}
IMPORTING = {"imports", "import_template"}
OWN_IMPORT = {"import_order", "import_make", "import_submit"}
UNDOING = {"import_undo"}
SORTING = {
    "conversation_check",
    "conversation_join",
    "conversation_forward",
    "conversation_archive",
    "conversation_restore",
}
KEEPING_WORDS = {"reply_template_new", "reply_template", "reply_template_retire"}
KEEPING_WORDS |= {"service_info_new", "service_info", "service_info_retire", "case_link_make", "case_link_revoke"}
HANDLING = KEEPING_WORDS | {"case_answer", "case_answer_save", "case_take_back", "case_pass_on", "case_send_back"}
HANDLING |= {
    "case_verify",
    "case_archive",
    "case_not_ours",
    "case_classify",
    "case_pause",
    "case_resume",
    "case_reopen",
}
HANDLING |= {"case_merge", "case_unmerge", "case_split", "case_part", "case_law_clock", "case_copy_leave"}
HANDLING |= {"case_note", "case_to_do", "case_file_add", "case_file_remove"}
BLOCKING = {"conversation_block", "block"}
LAPOR = {"lapor_sheet", "lapor_number", "lapor_status", "lapor_answer", "lapor_drop"}
WAYS_OUT = LAPOR | {"ppid_choose", "ppid_acknowledge", "letter_begin", "letter", "letter_act"}
REGISTER = {"ppid_change"}
KEEPING_LISTS = {"help_numbers", "help_number_remove", "authorities", "authority"}
GATHERING = {"proposal_begin", "proposal_change", "proposal_gather", "proposal_let_go", "proposal_hand_over"}
GATHERING |= {"proposal_hand_over_all", "conversation_propose"}
ANSWERING_WISHES = {"proposal_answer"}
ANNOUNCING = {"proposal_publish", "proposal_withdraw"}
SHARING = {"case_links", "share_link_revoke"}
PLANNING = {
    "quotas",
    "programmes",
    "programme",
    "campaign_new",
    "campaign_edit",
    "strategy_new",
    "strategy",
    "channel_plan",
    "tree_imports",
    "tree_import_template",
}
PLANNING |= {"audience_add", "audience_retire", "observances", "observance_unmark", "obligations"}
FILLING_SLOTS = {"slots", "slot_drop", "obligation"}
EVENTS = {"event_record", "event_change", "event_file", "event_assign", "event_cancel", "event_series"}
COVERING = {"event_cover", "event_save", "event_draft", "event_photo_add", "event_photo_describe", "event_photo_remove"}
KEEPING = KEEPING_PEOPLE | KEEPING_ACCOUNTS | NUMBERS
REFUSED = {
    "ayu": KEEPING
    | DECIDING
    | SENDING
    | FREEZING
    | BUDGETING
    | PLANNING
    | CARD_LOOK
    | KEEPING_CALENDAR
    | KEEPING_RULES
    | DECIDING_CLAIMS
    | {"rulebook_readers"}
    | REGISTER
    | KEEPING_LISTS
    | ANNOUNCING
    | BLOCKING
    | {"share_link_revoke"}
    | PATHS
    | {"trail", "trail_check", "budgets", "emergency", "delegation_revoke"},
    "eko": KEEPING_PEOPLE | DECIDING | SENDING | CORRECTING | OWN_IMPORT,
    "kartika": KEEPING
    | DECIDING
    | PATHS
    | SENDING
    | WRITING
    | SHELVING
    | CONSENTING
    | KEEPING_CALENDAR
    | SORTING
    | HANDLING
    | BLOCKING
    | DELIVERING
    | FREEZING
    | BUDGETING
    | CORRECTING
    | TAKING_DOWN
    | PLANNING
    | FILLING_SLOTS
    | CARDING
    | CARD_LOOK
    | IMPORTING
    | OWN_IMPORT
    | UNDOING
    | EVENTS
    | COVERING
    | KEEPING_RULES
    | CHECKING_CLAIMS
    | DECIDING_CLAIMS
    | WAYS_OUT
    | REGISTER
    | KEEPING_LISTS
    | GATHERING
    | ANSWERING_WISHES
    | ANNOUNCING
    | SHARING,
}
"""Of what they may see, what each may not do."""
