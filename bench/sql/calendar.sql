-- Dates of screening.md, "Words". Reads the variable as_of (D).

CREATE MACRO as_of() AS getvariable('as_of')::DATE;

-- "The last N months = after D minus N calendar months (day clamped to the
-- month's end) up to and including D." The subtraction of DuckDB clamps so.
CREATE MACRO months_ago(months) AS (as_of() - to_months(months))::DATE;
CREATE MACRO in_last_months(day, months) AS day > months_ago(months) AND day <= as_of();

-- Completed years; "who was born on 29 February is a year older on 1 March".
CREATE MACRO age_on(birth, day) AS
    year(day) - year(birth) - (month(day) * 100 + day(day) < month(birth) * 100 + day(birth))::INTEGER;

-- Months since year 0; D's month.
CREATE MACRO month_number(day) AS year(day) * 12 + month(day) - 1;
CREATE MACRO month_text(number) AS printf('%04d-%02d', number // 12, number % 12 + 1);

-- "the school year that contains D (1 July - 31 August belong to the year just
-- ended)": its first year.
CREATE MACRO school_year() AS year(as_of()) - (month(as_of()) < 9)::INTEGER;

-- "Insured year = the year of (D minus 2 calendar months)."
CREATE MACRO insured_year() AS year(months_ago(2));
