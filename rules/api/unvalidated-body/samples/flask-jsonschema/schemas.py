from jsonschema import Draft7Validator, FormatChecker, ValidationError

checker = FormatChecker()

post_brand = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "colour": {"type": ["string", "null"]}},
    "required": ["name"],
}


def validate(document, schema):
    validator = Draft7Validator(schema, format_checker=checker)
    errors = list(validator.iter_errors(document))
    if len(errors) > 0:
        raise ValidationError("; ".join(error.message for error in errors))
    return document
