-- The types of a cell (extracts.md, "Types"). Every macro takes a trimmed cell
-- and gives its value, or NULL when the cell is not of the type.
-- Reads the variable today (the day of loading) and the tables county and
-- division.

-- "Spaces (also U+3000 and U+00A0) at both ends of a cell are dropped first;
-- what is then empty is unknown."
CREATE MACRO trim_cell(cell) AS nullif(trim(cell, ' ' || chr(12288) || chr(160)), '');

-- "A number cell of XLSX or Parquet reads as its shortest decimal of at most
-- 15 digits." From 16 digits on it shows its exponent, which no type reads.
CREATE MACRO number_cell(number) AS format('{:.15g}', number::VARCHAR::DOUBLE);

-- "in a date column it is a date (Excel's 1900 count)": day 60 is the 29
-- February 1900 that never was, so the count runs a day ahead after it.
CREATE MACRO counted_day(number) AS
    CASE WHEN number BETWEEN 1 AND 59 THEN DATE '1899-12-31' + number
         WHEN number BETWEEN 61 AND 73415 THEN DATE '1899-12-30' + number END;
CREATE MACRO date_cell(number) AS
    coalesce(counted_day(TRY_CAST(floor(number::VARCHAR::DOUBLE) AS INTEGER))::VARCHAR, number_cell(number));

CREATE MACRO as_text(cell) AS cell;
CREATE MACRO as_text20(cell) AS CASE WHEN length(cell) <= 20 THEN cell END;
CREATE MACRO as_text32(cell) AS CASE WHEN length(cell) <= 32 THEN cell END;

-- Dates: 2025-06-30, 20250630, 2025/6/30; a time of day after a space or T is
-- dropped; years 1900 to 2100.
CREATE MACRO without_time(cell) AS CASE WHEN length(cell) <= 10 THEN cell ELSE regexp_replace(cell,
    '[ T]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?$', '') END;
CREATE MACRO calendar_day(year, month, day) AS TRY_CAST(year || '-' || month || '-' || day AS DATE);
CREATE MACRO dated(day) AS CASE WHEN year(day) BETWEEN 1900 AND 2100 THEN day END;
CREATE MACRO day_of(text) AS CASE
    WHEN regexp_full_match(text, '[0-9]{8}') THEN calendar_day(text[1:4], text[5:6], text[7:8])
    WHEN regexp_full_match(text, '[0-9]{4}(-[0-9]{1,2}-|/[0-9]{1,2}/)[0-9]{1,2}') THEN TRY_CAST(replace(text, '/', '-') AS DATE) END;
CREATE MACRO as_date(cell) AS dated(day_of(without_time(cell)));

-- Months: 2025-06, 2025-6, the same with /, or 202506. A month is the number of
-- months since year 0, so that M - 1 is the month before.
CREATE MACRO counted_month(year, month) AS
    CASE WHEN year BETWEEN 1900 AND 2100 AND month BETWEEN 1 AND 12 THEN year * 12 + month - 1 END;
CREATE MACRO as_month(cell) AS
    CASE WHEN regexp_full_match(cell, '[0-9]{6}|[0-9]{4}[-/][0-9]{1,2}')
         THEN counted_month(TRY_CAST(cell[1:4] AS INTEGER), TRY_CAST(ltrim(cell[5:], '-/') AS INTEGER)) END;

CREATE MACRO as_year(cell) AS
    CASE WHEN regexp_full_match(cell, '[0-9]{4}') AND TRY_CAST(cell AS INTEGER) BETWEEN 1900 AND 2100 THEN TRY_CAST(cell AS INTEGER) END;

-- School years by their first year: 2024-2025 is 2024.
CREATE MACRO as_school_year(cell) AS
    CASE WHEN regexp_full_match(cell, '[0-9]{4}-[0-9]{4}') AND as_year(cell[1:4]) + 1 = as_year(cell[6:9]) THEN as_year(cell[1:4]) END;

CREATE MACRO as_int(cell) AS CASE WHEN regexp_full_match(cell, '-?[0-9]{1,9}') THEN TRY_CAST(cell AS INTEGER) END;

-- Money in fen: at most 12 digits before the point and two after it, thousands
-- separators all or none and in the right places.
CREATE MACRO fen(yuan) AS (yuan * 100)::BIGINT;
CREATE MACRO as_money(cell) AS
    CASE WHEN regexp_full_match(cell, '-?([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3})(\.[0-9]{1,2})?')
         THEN fen(TRY_CAST(replace(cell, ',', '') AS DECIMAL(14, 2))) END;

CREATE MACRO as_decimal(cell) AS CASE WHEN regexp_full_match(cell, '-?[0-9]+(\.[0-9]+)?') THEN cell END;

CREATE MACRO as_bool(cell) AS CASE
    WHEN cell IN ('是', '1') OR lower(cell) IN ('true', 'y') THEN true
    WHEN cell IN ('否', '0') OR lower(cell) IN ('false', 'n') THEN false END;

-- ID numbers (GB 11643-1999) are kept as their first 17 digits, a BIGINT: the
-- check character follows from them, `x` = `X`, and a 15-digit number is the
-- same person as its 18 characters.
CREATE MACRO weighed(id) AS
      id // 10000000000000000 % 10 * 7  + id // 1000000000000000 % 10 * 9
    + id // 100000000000000 % 10 * 10   + id // 10000000000000 % 10 * 5
    + id // 1000000000000 % 10 * 8      + id // 100000000000 % 10 * 4
    + id // 10000000000 % 10 * 2        + id // 1000000000 % 10 * 1
    + id // 100000000 % 10 * 6          + id // 10000000 % 10 * 3
    + id // 1000000 % 10 * 7            + id // 100000 % 10 * 9
    + id // 10000 % 10 * 10             + id // 1000 % 10 * 5
    + id // 100 % 10 * 8                + id // 10 % 10 * 4
    + id % 10 * 2;
CREATE MACRO check_character(id) AS '10X98765432'[(weighed(id) % 11)::INTEGER + 1];
CREATE MACRO id_text(id) AS lpad(id::VARCHAR, 17, '0') || check_character(id);
CREATE MACRO id_birth(id) AS make_date(id // 10000000 % 10000, id // 100000 % 100, id // 1000 % 100);
CREATE MACRO is_male(id) AS id % 10 % 2 = 1;
CREATE MACRO born(text) AS
    calendar_day(left(text, 4), substring(text, 5, 2), right(text, 2)) BETWEEN DATE '1900-01-01' AND getvariable('today')::DATE;
-- first_17 is the cell's first 17 characters as a number, computed a step before:
-- the check sum names it 17 times.
CREATE MACRO first_17(cell) AS TRY_CAST(left(cell, 17) AS BIGINT);
CREATE MACRO id_in(cell, first_17) AS CASE
    WHEN regexp_full_match(cell, '[0-9]{17}[0-9Xx]') THEN
        CASE WHEN check_character(first_17) = upper(right(cell, 1)) AND born(substring(cell, 7, 8)) THEN first_17 END
    WHEN regexp_full_match(cell, '[0-9]{15}') THEN
        CASE WHEN born('19' || substring(cell, 7, 6)) THEN TRY_CAST(left(cell, 6) || '19' || right(cell, 9) AS BIGINT) END
    END;
CREATE MACRO as_id18(cell) AS id_in(cell, first_17(cell));
CREATE MACRO is_old_id(cell) AS length(cell) = 15;

-- Division codes: 12 digits, village level, the county in the division table; a
-- village that the table does not know is a warning.
CREATE MACRO as_code12(cell) AS
    CASE WHEN regexp_full_match(cell, '[0-9]{12}') AND cell[10:12] <> '000' AND cell[1:6] IN (SELECT code FROM county) THEN cell END;
CREATE MACRO is_unknown_village(cell) AS as_code12(cell) IS NOT NULL AND cell NOT IN (SELECT code FROM village);

-- Unified credit codes (GB 32100): 31 characters, weights 3^(i-1) mod 31, check
-- character so that the sum is a multiple of 31.
CREATE MACRO credit_values(cell) AS
    list_transform(string_split(cell, ''), lambda c: strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', c) - 1);
CREATE MACRO credit_sum(cell) AS
    list_sum(list_transform(list_zip(credit_values(cell), [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1]),
                            lambda pair: pair[1] * pair[2]));
CREATE MACRO as_credit_code(cell) AS
    CASE WHEN regexp_full_match(cell, '[0-9A-HJ-NPQRTUWXY]{18}') AND credit_sum(cell) % 31 = 0 THEN cell END;
