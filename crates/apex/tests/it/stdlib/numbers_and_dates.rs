//! Numbers, `Math`, `Date`, `Datetime`, `Time`.

use super::check;

#[test]
fn numbers() {
    check(&[
        ("Integer.valueOf('12')", "12"),
        (
            "Integer.valueOf('1.5')",
            "System.TypeException: Invalid integer: 1.5",
        ),
        (
            "Integer.valueOf('abc')",
            "System.TypeException: Invalid integer: abc",
        ),
        (
            "Integer.valueOf(null)",
            "System.NullPointerException: Argument cannot be null.",
        ),
        ("Integer.valueOf(1.9)", "1"),
        ("Long.valueOf('9999999999')", "9999999999"),
        ("Decimal.valueOf('1.50')", "1.50"),
        ("Decimal.valueOf('x')", "System.TypeException: Invalid decimal: x"),
        ("Double.valueOf('1.5')", "1.5"),
        ("Boolean.valueOf('TRUE')", "true"),
        ("Integer.MAX_VALUE", "2147483647"),
        ("Decimal.valueOf('2.345').setScale(2)", "2.34"),
        (
            "Decimal.valueOf('2.345').setScale(2, RoundingMode.HALF_UP)",
            "2.35",
        ),
        (
            "Decimal.valueOf('2.345').setScale(2, System.RoundingMode.UNNECESSARY)",
            "System.MathException: Rounding necessary",
        ),
        ("Decimal.valueOf('1').setScale(2)", "1.00"),
        ("Decimal.valueOf('10').divide(3, 4)", "3.3333"),
        ("Decimal.valueOf('2').divide(3, 2, RoundingMode.UP)", "0.67"),
        (
            "Decimal.valueOf('10').divide(0, 4)",
            "System.MathException: Divide by 0",
        ),
        ("Decimal.valueOf('2.5').round()", "2"),
        ("Decimal.valueOf('2.5').round(RoundingMode.HALF_UP)", "3"),
        ("Decimal.valueOf('1.500').stripTrailingZeros()", "1.5"),
        (
            "Decimal.valueOf('1.500').scale() + ' ' + Decimal.valueOf('1.500').precision()",
            "3 4",
        ),
        ("Decimal.valueOf('1.5').pow(2)", "2.25"),
        ("Decimal.valueOf('-1.9').intValue()", "-1"),
        ("Decimal.valueOf('1234567.891').format()", "1,234,567.891"),
        ("(1234).format()", "1,234"),
    ]);
}

#[test]
fn math() {
    check(&[
        ("Math.abs(-5)", "5"),
        ("Math.max(3, 7)", "7"),
        ("Math.min(3, 7L)", "3"),
        ("Math.max(1.5, 2)", "2"),
        ("Math.mod(7, 3)", "1"),
        ("Math.mod(7, 0)", "System.MathException: Divide by 0"),
        ("Math.round(2.6)", "3"),
        ("Math.roundToLong(3.5)", "4"),
        ("Math.ceil(1.2) + ' ' + Math.floor(-1.2)", "2 -2"),
        ("Math.pow(2, 10)", "1024.0"),
        ("Math.sqrt(16.0)", "4"),
        ("Math.signum(-3.5)", "-1"),
        ("Math.random() < 1", "true"),
    ]);
}

#[test]
fn dates() {
    check(&[
        ("Date.today()", "2026-11-23 00:00:00"),
        ("Date.newInstance(2026, 2, 30)", "2026-03-02 00:00:00"),
        ("Date.valueOf('2026-11-22')", "2026-11-22 00:00:00"),
        ("Date.valueOf('nope')", "System.TypeException: Invalid date: nope"),
        ("Date.parse('12/27/2009')", "2009-12-27 00:00:00"),
        (
            "Date.newInstance(2026, 1, 31).addMonths(1)",
            "2026-02-28 00:00:00",
        ),
        ("Date.newInstance(2024, 2, 29).addYears(1)", "2025-02-28 00:00:00"),
        (
            "Date.newInstance(2026, 1, 1).daysBetween(Date.newInstance(2026, 3, 1))",
            "59",
        ),
        (
            "Date.newInstance(2026, 1, 31).monthsBetween(Date.newInstance(2027, 2, 1))",
            "13",
        ),
        (
            "Date.newInstance(2026, 11, 25).toStartOfWeek()",
            "2026-11-22 00:00:00",
        ),
        (
            "Date.newInstance(2026, 11, 25).toStartOfMonth()",
            "2026-11-01 00:00:00",
        ),
        ("Date.isLeapYear(2024)", "true"),
        ("Date.daysInMonth(2026, 2)", "28"),
        ("Date.newInstance(2026, 11, 2).format()", "11/2/2026"),
        ("Date.newInstance(2026, 11, 2).dayOfYear()", "306"),
        (
            "'' + Date.newInstance(2026, 11, 2).year() + Date.newInstance(2026, 11, 2).month()",
            "202611",
        ),
    ]);
}

#[test]
fn datetimes() {
    check(&[
        ("Datetime.now().getTime()", "1795390215250"),
        (
            "System.now().formatGmt('yyyy-MM-dd HH:mm:ss.SSS')",
            "2026-11-22 23:30:15.250",
        ),
        (
            "System.now().format('yyyy-MM-dd HH:mm z')",
            "2026-11-23 00:30 CET",
        ),
        (
            "System.now().format('EEE, d MMM yyyy h:mm a', 'America/New_York')",
            "Sun, 22 Nov 2026 6:30 PM",
        ),
        ("System.now().format()", "11/23/2026, 12:30 AM"),
        ("System.now().date()", "2026-11-23 00:00:00"),
        ("System.now().dateGmt()", "2026-11-22 00:00:00"),
        ("System.now().hour() + ' ' + System.now().hourGmt()", "0 23"),
        (
            "Datetime.newInstance(2026, 7, 1, 12, 0, 0).formatGmt('HH:mm')",
            "10:00",
        ),
        (
            "Datetime.newInstance(2026, 12, 31, 24, 0, 0).format('yyyy-MM-dd HH')",
            "2027-01-01 00",
        ),
        ("Datetime.newInstance(0L).formatGmt('yyyy')", "1970"),
        ("Datetime.valueOf('2026-11-22 12:00:00').formatGmt('HH')", "11"),
        ("Datetime.valueOfGmt('2026-11-22 12:00:00').formatGmt('HH')", "12"),
        (
            "Datetime.valueOf('x')",
            "System.TypeException: Invalid date/time: x",
        ),
        ("Datetime.parse('10/14/2011 11:46 AM').format('HH:mm')", "11:46"),
        // Over the end of summer time a day has 25 hours, and local time stays.
        (
            "Datetime.newInstance(2026, 10, 24, 12, 0, 0).addDays(1).format('dd HH')",
            "25 12",
        ),
        (
            "Datetime.newInstance(2026, 10, 24, 12, 0, 0).addHours(24).format('dd HH')",
            "25 11",
        ),
        (
            "Datetime.newInstance(2026, 1, 31, 1, 2, 3).addMonths(1).format('MM-dd HH:mm:ss')",
            "02-28 01:02:03",
        ),
        (
            "System.now().format('n')",
            "System.IllegalArgumentException: Illegal pattern character 'n'",
        ),
        ("Time.newInstance(23, 59, 0, 0).addMinutes(2)", "00:01:00.000Z"),
        ("System.now().time().minute()", "30"),
        ("UserInfo.getTimeZone().getOffset(System.now())", "3600000"),
        ("System.currentTimeMillis()", "1795390215250"),
    ]);
}
