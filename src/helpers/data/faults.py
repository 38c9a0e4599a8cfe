"""What is wrong with the data: one fault, and the error that carries them all."""

import itertools
from dataclasses import dataclass, replace

MOST_FAULTS = 1000  # of one kind: nobody reads more, and a hostile file has millions


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in one cell (or row, or file) of the raw tables.

    Parameters
    ----------
    file : str
        Name of the file, for example ``incidents.csv``.
    line : int
        Line of the file, counted from 1; the header is line 1.
    column : str
        Name of the column, or ``file`` where the fault is not in one column.
    message : str
        What is wrong, with the value, and what would be right.

    Examples
    --------
    >>> print(Fault("incidents.csv", 3, "province", "'Babilon' is unknown; nearest: 'Babil'"))
    incidents.csv:3: province: 'Babilon' is unknown; nearest: 'Babil'
    """

    file: str
    line: int
    column: str
    message: str

    def __str__(self):
        text = f"{self.file}:{self.line}: {self.column}: {self.message}"
        # What a terminal would obey, or not show, is spelt out: one fault is one line.
        return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


class DataError(ValueError):
    """Raised when data break the rules; ``faults`` lists them, of one kind at most `MOST_FAULTS` and one."""

    def __init__(self, faults):
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def list_at_most(faults, most=MOST_FAULTS):
    """List faults of one kind; of very many the first, and one that says that there are more.

    Parameters
    ----------
    faults : iterable of Fault
        Not read further than needed.
    most : int

    Returns
    -------
    list of Fault

    Examples
    --------
    >>> endless = (Fault("incidents.csv", line, "scope", "is empty") for line in itertools.count(2))
    >>> print(*list_at_most(endless, most=1), sep="\\n")
    incidents.csv:2: scope: is empty
    incidents.csv:3: scope: is empty; there are more faults like this: mend the first 2, then check again
    """
    listed = list(itertools.islice(faults, most + 1))
    if len(listed) > most:
        more = f"there are more faults like this: mend the first {most + 1}, then check again"
        listed[most] = replace(listed[most], message=f"{listed[most].message}; {more}")
    return listed
