def handle_error_by_throwing_exception():
    raise Exception("Meaningful message describing the source of the error")


def handle_error_by_returning_none(text):
    try:
        return int(text)
    except ValueError:
        return None


def handle_error_by_returning_tuple(text):
    try:
        return True, int(text)
    except ValueError:
        return False, None


def filelike_objects_are_closed_on_exception(filelike):
    with filelike as file:
        file.do_something()
