"""Which test holds which form of real documents: the table by which a reader finds it, and that none of the tests has gone.

A form that an import misread once stands here with the test of a made-up document of that form; one that it
misreads tomorrow gets its test and its row.
"""

from __future__ import annotations

import re

import pytest

from .conftest import ROOT

TESTED: tuple[tuple[str, str], ...] = (
    # what stands around the tasks
    ("no number, date or issuer, as text copied from a page", "drafts:a_document_without_front_matter_is_drafted"),
    ("an issuer given where the text has only a date", "import_kinds:an_issuer_that_is_given_stands_where_the_text_has_only_a_date"),
    ("an introduction that ends with a colon is no addressee", "import_kinds:what_stands_before_the_tasks_is_drafted"),
    ("a title of two lines, ending 举措; a number in the note below it", "import_kinds:what_stands_before_the_tasks_is_drafted"),
    ("a title ending 表, over a sheet", "task_tables:the_same_title_over_each_sheet_is_that_of_the_document"),
    ("a document pasted as one line", "import_kinds:a_document_pasted_as_one_short_line_is_three_tasks"),
    ("the table of information of a government's page", "web_pages:the_table_of_information_fills_gaps_and_is_no_text"),
    ("crumbs, buttons and counts of a page or an app", "web_pages:crumbs_buttons_and_foot_are_left_out_and_told"),
    ("a table that only lays out the page", "web_pages:a_table_that_lays_out_the_page_is_none"),
    ("reports asked for by the notice", "told_reports:who_reports_when_to_whom"),
    ("reports every so many cycles", "relative_times:a_report_every_so_many_cycles_is_shown_and_dated_as_such"),
    # where clauses stand, and what they say
    ("brackets 〔〕 [] 【】 around clauses", "import_kinds:who_does_what_is_drafted"),
    ("lines that end with such a bracket", "written_forms:a_line_that_ends_with_a_bracket_of_any_kind_is_a_paragraph"),
    ("clauses and times on lines of their own", "clause_forms:a_clause_on_lines_of_its_own"),
    ("one clause at the end of a section", "clause_forms:a_line_at_the_end_of_a_section_is_for_all_of_it"),
    ("several clauses in a paragraph", "forms:several_clauses_in_a_paragraph"),
    ("a clause alone behind paragraphs that have theirs", "clause_places:a_clause_alone_behind_paragraphs_with_clauses_is_told"),
    ("names with 应, and such as end as no other", "import_kinds:who_does_what_is_drafted"),
    ("brackets within names", "clause_forms:brackets_within_a_name"),
    ("jurisdictions restored, and left alone", "clause_forms:jurisdictions_are_restored_where_plainly_meant"),
    ("units joined by 等和, 及, 会同", "clause_forms:words_that_join_units"),
    ("times, persons and remarks in a clause", "clause_forms:times_persons_and_remarks_are_no_units"),
    ("分管领导 and 部门分工 on lines of their own; stars that mark who leads", "clause_forms:marks_levels_and_keys"),
    ("persons run on without blanks", "clause_forms:persons_run_on_where_blanks_were_dropped"),
    ("the first named leads, the comma parts, 下同", "clause_review:a_rule_that_a_clause_states_holds_from_there_on"),
    ("units that stand under every task", "clause_review:units_that_stand_under_every_task"),
    ("duties listed by unit", "duties:each_unit_leads_in_what_its_name_heads"),
    ("duties of several units in one line", "duties:duties_of_several_units_in_a_line_are_parts_of_the_task"),
    # numbers and ranks
    ("a year behind the number: 2．2025年底前", "forms:a_year_behind_the_number"),
    ("text behind a heading on its line", "forms:a_heading_with_text_on_its_line"),
    ("assigned items below one of the tasks", "forms:a_task_of_the_first_rank_with_assigned_items_below"),
    ("an excerpt that begins with a late number", "forms:an_excerpt_keeps_its_numbers"),
    ("tasks at two ranks beside each other", "forms:tasks_at_two_ranks_beside_each_other"),
    ("clauses on two ranks above each other", "forms:tasks_at_two_ranks_above_each_other"),
    ("a thousand tasks whose numbers begin anew", "importing_bad:a_table_of_more_tasks_than_there_are_numbers_is_refused"),
    # times and amounts
    ("days without a year, halves, quarters, feasts, spans", "time_words:what_is_read"),
    ("what recurs: every quarter, month, half-year", "calendar:a_quarter_ends_four_times_a_year"),
    ("points, kWh, from 30% to 40%, against a base, 千亿级, 1:1", "import_kinds:times_and_amounts_are_drafted_whole"),
    ("quotes of whole phrases", "extents:a_quote_of_a_target_is_a_whole_phrase"),
    ("figures and dates in the title's sentence", "import_kinds:times_and_amounts_of_a_title_are_drafted"),
    ("a figure of which only the title says what it counts", "indicators:a_figure_of_which_the_text_says_only_what_is_done_counts_what_the_title_names"),
    # tables
    ("a table of tasks in the body", "importing:a_table_of_tasks"),
    ("a table of tasks in the attachment", "web_pages:the_table_of_an_attachment_holds_the_tasks"),
    ("a head of two rows, in Word, Excel and a page", "task_tables:the_lowest_cell_of_a_head_of_two_rows_names_the_column"),
    ("a head over two columns", "task_tables:a_head_over_two_columns_keeps_both"),
    ("columns headed 指导部门, 主管部门 and so on", "task_tables:columns_of_units_have_many_names"),
    ("cells merged over rows and columns", "task_tables:what_is_merged_stands_once"),
    ("rows that go on with the task above", "task_tables:a_row_without_number_goes_on_with_the_task_above"),
    ("a table split in two", "task_tables:a_table_split_in_two_goes_on"),
    ("numbers of Excel as their formats show them", "reading_excel:numbers_stand_as_their_format_shows_them"),
    ("hidden and struck rows and sheets", "reading_excel:what_is_hidden_or_struck_is_left_out_and_told"),
    ("a table of a PDF without rules", "aligned_tables:cells_are_told_apart_by_how_they_are_aligned"),
    # files
    ("a PDF with text", "reading_pdf:lines_are_put_together_again"),
    ("struck, hidden and tracked text of Word", "reading:what_is_struck_hidden_or_not_text"),
    ("text boxes, as drawings and as VML", "reading_unread:a_text_box_is_read_once_behind_the_paragraph_that_it_hangs_on"),
    ("notes, comments, inserted files, SmartArt", "reading_unread:notes_objects_and_page_heads_are_told_with_their_place_and_words"),
    ("merged cells that stand for millions", "growth_of_reading:small_files_that_stand_for_millions_of_characters_are_refused"),
    ("the number of a level that never ends", "growth_of_reading:the_number_of_a_level_is_as_long_as_numbers_are"),
)  # fmt: skip


@pytest.mark.parametrize("test", [test for _, test in TESTED])
def test_the_test_of_a_form_is_there(test: str) -> None:
    file, name = test.split(":")
    text = (ROOT / "tests" / f"test_{file}.py").read_text("utf-8")
    assert re.search(rf"^def test_{name}\(", text, re.MULTILINE)
