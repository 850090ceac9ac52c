"""What schemathesis is told beside the document: how a body is sent of which it knows only the type."""

import schemathesis


@schemathesis.serializer("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
def workbook(context, value):
    return value if isinstance(value, bytes) else str(value).encode()
