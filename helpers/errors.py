"""In: what went wrong. Out: one line that a historian can act on."""


class WorkbookError(Exception):
    """A fault in what the user supplied, told in one line.

    The message names what was given and where (file, row), what is accepted,
    and what to do. The command line prints it and exits with code 2.
    """
