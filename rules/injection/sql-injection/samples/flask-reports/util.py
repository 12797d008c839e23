def month_of(day):
    return day.replace(day=1).strftime("%Y-%m")


def wanted(text):
    return text.strip()
