"""Write days and counts as a reader reads them."""

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def format_day(day):
    """Write a day, in English whatever the machine's language.

    Examples
    --------
    >>> import pandas as pd
    >>> format_day(pd.Timestamp("2021-07-29"))
    '29 Jul 2021'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_interval(first, last):
    """Write the days from the first to the last, or the one day.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2021-07-29", "2021-07-30", "2021-08-02", "2022-01-01"])
    >>> [format_interval(days[0], last) for last in days]
    ['29 Jul 2021', '29–30 Jul 2021', '29 Jul–2 Aug 2021', '29 Jul 2021–1 Jan 2022']
    """
    if first == last:
        return format_day(first)
    start = format_day(first)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
        if first.month == last.month:
            start = str(first.day)
    return f"{start}–{format_day(last)}"


def format_count(count, noun):
    """Write a count with its noun.

    Examples
    --------
    >>> format_count(1, "incident"), format_count(2, "incident")
    ('1 incident', '2 incidents')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def name_value(value):
    """Write a value of a vocabulary as words.

    Examples
    --------
    >>> name_value("small_arms"), name_value("ied")
    ('small arms', 'IED')
    """
    return {"ied": "IED", "rpg": "RPG"}.get(value, value.replace("_", " "))
