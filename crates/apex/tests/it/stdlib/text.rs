//! `String`, `Pattern`, `Matcher`, `EncodingUtil`, `Crypto`, `Id`, `Blob`.

use super::{answer, check};

#[test]
fn blank_and_empty() {
    check(&[
        ("String.isBlank(null)", "true"),
        ("String.isBlank('  ')", "true"),
        ("String.isBlank(' a')", "false"),
        ("String.isNotBlank('a')", "true"),
        ("String.isEmpty('')", "true"),
        ("String.isEmpty(' ')", "false"),
        ("String.isNotEmpty(null)", "false"),
    ]);
}

#[test]
fn values_as_text() {
    check(&[
        ("String.valueOf(12)", "12"),
        ("String.valueOf(1.50)", "1.50"),
        ("String.valueOf(null) == null", "true"),
        ("String.valueOf(Date.newInstance(2026, 1, 2))", "2026-01-02"),
        (
            "String.valueOf(Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5))",
            "2026-01-02 04:04:05",
        ),
        (
            "String.valueOfGmt(Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5))",
            "2026-01-02 03:04:05",
        ),
        ("String.valueOf(new List<Integer>{1, 2})", "(1, 2)"),
        (
            "String.join(new List<Object>{'a', 1, null, true}, '-')",
            "a-1--true",
        ),
        ("String.join(new Set<String>{'b', 'a'}, ', ')", "b, a"),
        (
            "String.format('{0} is {1}, it\\'\\'s {2}', new List<Object>{'a', 1})",
            "a is 1, it's {2}",
        ),
        ("String.fromCharArray(new List<Integer>{72, 105, 8364})", "Hi€"),
        ("String.escapeSingleQuotes('O\\'Hara')", "O\\'Hara"),
        (
            "String.getCommonPrefix(new List<String>{'abcd', 'abef', 'ab'})",
            "ab",
        ),
    ]);
}

#[test]
fn parts() {
    check(&[
        ("'hello'.substring(1)", "ello"),
        ("'hello'.substring(1, 3)", "el"),
        (
            "'hello'.substring(6)",
            "System.StringException: Starting position out of bounds: 6",
        ),
        (
            "'hello'.substring(-1, 3)",
            "System.StringException: Starting position out of bounds: -1",
        ),
        (
            "'hello'.substring(1, 9)",
            "System.StringException: Ending position out of bounds: 9",
        ),
        (
            "'hello'.left(2) + '|' + 'hello'.right(2) + '|' + 'hello'.mid(1, 3)",
            "he|lo|ell",
        ),
        ("'hi'.left(9)", "hi"),
        (
            "'a.b.c'.substringBefore('.') + ' ' + 'a.b.c'.substringAfterLast('.')",
            "a c",
        ),
        (
            "'a.b.c'.substringBeforeLast('.') + ' ' + 'a.b.c'.substringAfter('.')",
            "a.b b.c",
        ),
        ("'<b>x</b>'.substringBetween('<b>', '</b>')", "x"),
        ("'abc'.substringBetween('x')", "null"),
        ("'  a \\t b '.trim()", "a \t b"),
        ("' a   b  '.normalizeSpace()", "a b"),
        ("'a b c'.deleteWhitespace()", "abc"),
        ("'www.x.com'.removeStart('www.').removeEnd('.com')", "x"),
        ("'WWW.x'.removeStartIgnoreCase('www.')", "x"),
        ("'banana'.remove('an')", "ba"),
        ("'ab'.repeat(3) + '-' + 'ab'.repeat('/', 2)", "ababab-ab/ab"),
        ("'7'.leftPad(3, '0') + '7'.rightPad(3) + '|'", "0077  |"),
        ("'a long sentence'.abbreviate(10)", "a long ..."),
        ("'abc'.reverse()", "cba"),
        ("'a,b,,c,,'.split(',').size()", "4"),
        ("'a,b,,c,,'.split(',', -1).size()", "6"),
        ("'a1b2c'.split('\\\\d')", "(a, b, c)"),
        ("'abc'.split('')", "(a, b, c)"),
        ("'a|b|c'.split('\\\\|', 2)", "(a, b|c)"),
        ("'😀x'.length()", "3"),
        ("'é'.charAt(0)", "233"),
        ("'ab'.getChars()", "(97, 98)"),
        ("'<p>Hi <b>you</b></p>'.stripHtmlTags()", "Hi you"),
    ]);
}

#[test]
fn searching_and_comparing() {
    check(&[
        ("'hello'.contains('ell')", "true"),
        (
            "'hello'.contains(null)",
            "System.NullPointerException: Argument cannot be null.",
        ),
        ("'Hello'.containsIgnoreCase('ELL')", "true"),
        ("'hello'.indexOf('l')", "2"),
        ("'hello'.indexOf('l', 3)", "3"),
        ("'hello'.indexOf('z')", "-1"),
        ("'hello'.lastIndexOf('l')", "3"),
        ("'😀hello'.indexOf('h')", "2"),
        ("'hello'.startsWith('he') && 'hello'.endsWith('lo')", "true"),
        ("'HELLO'.endsWithIgnoreCase('lo')", "true"),
        ("'a'.equals('A')", "false"),
        ("'a'.equalsIgnoreCase('A')", "true"),
        ("'a'.compareTo('c')", "-2"),
        ("'abc'.compareTo('ab')", "1"),
        ("'banana'.countMatches('an')", "2"),
        ("'hello'.hashCode()", "99162322"),
        ("'kitten'.getLevenshteinDistance('sitting')", "3"),
        (
            "'123'.isNumeric() && !'1.5'.isNumeric() && !''.isNumeric()",
            "true",
        ),
        ("'abc'.isAlpha() && !'ab1'.isAlpha()", "true"),
        ("'ab1'.isAlphanumeric()", "true"),
        ("'ABC'.isAllUpperCase()", "true"),
        (
            "'hello'.capitalize() + 'WORLD'.uncapitalize() + 'aB'.swapCase()",
            "HellowORLDAb",
        ),
        ("'straße'.toUpperCase()", "STRASSE"),
        ("'abc'.difference('abxyz')", "xyz"),
    ]);
}

#[test]
fn escapes() {
    check(&[
        ("'<a>\"&é'.escapeHtml4()", "&lt;a&gt;&quot;&amp;&eacute;"),
        ("'&lt;&eacute;&amp;'.unescapeHtml4()", "<é&"),
        ("'<it\\'s>'.escapeXml()", "&lt;it&apos;s&gt;"),
        ("'é'.escapeUnicode()", "\\u00E9"),
        ("'a,b'.escapeCsv()", "\"a,b\""),
    ]);
}

#[test]
fn regular_expressions() {
    check(&[
        ("'a1b22'.replaceAll('[0-9]+', '#')", "a#b#"),
        (
            "'John Smith'.replaceAll('(\\\\w+) (\\\\w+)', '$2, $1')",
            "Smith, John",
        ),
        ("'aaa'.replaceFirst('a', 'b')", "baa"),
        ("'a.b'.replace('.', '$1')", "a$1b"),
        ("'x'.replaceAll('x', '\\\\$')", "$"),
        (
            "'x'.replaceAll('(', '')",
            "System.StringException: Invalid regex: (: Parsing error at position 1: Opening parenthesis without closing parenthesis",
        ),
        ("Pattern.matches('a+b', 'aaab')", "true"),
        ("Pattern.matches('a|ab', 'ab')", "true"),
        ("Pattern.matches('a+', 'aab')", "false"),
        ("Pattern.matches('(?i)ABC', 'abc')", "true"),
        ("Pattern.quote('a.b')", "\\Qa.b\\E"),
    ]);
    let loop_over_matches = "Matcher m = Pattern.compile('(\\\\d+)-(\\\\w)?').matcher('1-a 22- x');\
        List<String> out = new List<String>();\
        while (m.find()) { out.add(m.group() + '|' + m.group(1) + '|' + m.group(2) + '|' + m.start() + '-' + m.end(1)); }\
        return String.join(out, ' ; ') + ' ; ' + m.groupCount();";
    assert_eq!(answer(loop_over_matches, ""), "1-a|1|a|0-1 ; 22-|22|null|4-6 ; 2");
    let states = "Matcher m = Pattern.compile('b').matcher('abc');\
        return m.matches() + ' ' + m.lookingAt() + ' ' + m.find() + ' ' + m.reset().find() + ' ' + m.replaceAll('x');";
    assert_eq!(answer(states, ""), "false false true true axc");
}

#[test]
fn encodings_and_digests() {
    check(&[
        ("EncodingUtil.base64Encode(Blob.valueOf('hello?'))", "aGVsbG8/"),
        ("EncodingUtil.base64Decode('aGVsbG8/').toString()", "hello?"),
        ("EncodingUtil.urlEncode('a b&c=é', 'UTF-8')", "a+b%26c%3D%C3%A9"),
        ("EncodingUtil.urlDecode('a+b%26', 'UTF-8')", "a b&"),
        (
            "EncodingUtil.convertToHex(Crypto.generateDigest('MD5', Blob.valueOf('abc')))",
            "900150983cd24fb0d6963f7d28e17f72",
        ),
        (
            "EncodingUtil.convertToHex(EncodingUtil.convertFromHex('00ff'))",
            "00ff",
        ),
        (
            "EncodingUtil.convertToHex(Crypto.generateMac('HmacSHA256', Blob.valueOf('what do ya want for nothing?'), Blob.valueOf('Jefe')))",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        ("Blob.valueOf('é').size()", "2"),
        ("Crypto.generateAesKey(256).size()", "32"),
        ("UUID.randomUUID().toString().length()", "36"),
        ("Crypto.getRandomLong() != Crypto.getRandomLong()", "true"),
    ]);
}

#[test]
fn ids() {
    check(&[
        ("Id.valueOf('001000000000001')", "001000000000001AAA"),
        ("Id.valueOf('x')", "System.StringException: Invalid id: x"),
        ("Id.valueOf('001000000000001AAA').getSObjectType()", "Account"),
        (
            "Id.valueOf('001000000000001AAA').getSObjectType() == Account.SObjectType",
            "true",
        ),
        ("Id.valueOf('001000000000001AAA').to15()", "001000000000001"),
    ]);
}

#[test]
fn addresses_by_pattern() {
    let link = "String link = '(?i)(https?)://([a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:[0-9]{1,5})?([/?#][a-z0-9/?#\\\\[\\\\]@!$&()*+,;=%._~:-]*)?';\
        List<String> out = new List<String>();\
        for (String text : new List<String>{'HTTPS://get.example.com:8443/a-b~c?x=[1]&y', 'https://a.b\\n', 'https://-a', 'javascript:x'}) {\
            Matcher m = Pattern.compile(link).matcher(text);\
            out.add(m.matches() ? m.group(1) + '|' + m.group(2) + '|' + m.group(4) : 'no'); }\
        return String.join(out, ' ');";
    assert_eq!(answer(link, ""), "HTTPS|get.example.com|:8443 no no no");
}

#[test]
fn regions_of_a_matcher() {
    let statements = "Matcher m = Pattern.compile('[a-z]+').matcher('12ab34');\
        return m.matches() + ' ' + m.region(2, 4).matches() + ' ' + m.start() + '-' + m.end() + ' ' + m.regionStart() + ' ' + m.reset().matches();";
    assert_eq!(answer(statements, ""), "false true 2-4 2 false");
    let wrong = "return Pattern.compile('a').matcher('abc').region(2, 1);";
    assert_eq!(answer(wrong, ""), "System.StringException: Illegal region: 2, 1");
}
