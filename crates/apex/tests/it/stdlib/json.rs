//! `JSON`, `JSONGenerator`, `JSONParser`.

use super::{answer, check};

const CLASSES: &str = "enum Color { RED, GREEN }
    class Point { Integer x; public Decimal y; transient String hidden; static String shared = 's';
        public String name { get; set; } }
    class Shape { List<Point> points; Map<String, Point> byName; Color color; Datetime at; Date day; Boolean open;
        Long big; Double ratio; Id owner; Blob data; Object anything; Shape inner; Set<String> tags; }";

#[test]
fn serialises_values() {
    check(&[
        ("JSON.serialize(null)", "null"),
        ("JSON.serialize('a\"b\\n/é')", "\"a\\\"b\\n/é\""),
        (
            "JSON.serialize(new List<Object>{1, 2L, 1.50, true, null})",
            "[1,2,1.50,true,null]",
        ),
        (
            "JSON.serialize(new Map<String, Object>{'a' => 1, 'b' => null})",
            "{\"a\":1,\"b\":null}",
        ),
        (
            "JSON.serialize(new Map<String, Object>{'a' => 1, 'b' => null}, true)",
            "{\"a\":1}",
        ),
        (
            "JSON.serialize(Datetime.newInstanceGmt(2026, 11, 22, 17, 0, 0))",
            "\"2026-11-22T17:00:00.000Z\"",
        ),
        ("JSON.serialize(Date.newInstance(2026, 11, 22))", "\"2026-11-22\""),
        ("JSON.serialize(Blob.valueOf('hi'))", "\"aGk=\""),
        (
            "JSON.serialize(new Account(Name = 'x'))",
            "{\"attributes\":{\"type\":\"Account\"},\"Name\":\"x\"}",
        ),
        (
            "JSON.serialize(new Account(Id = '001000000000001', Rating = null))",
            "{\"attributes\":{\"type\":\"Account\",\"url\":\"/services/data/v65.0/sobjects/Account/001000000000001AAA\"},\
             \"Id\":\"001000000000001AAA\",\"Rating\":null}",
        ),
        (
            "JSON.serialize(new HttpRequest())",
            "System.JSONException: Apex Type unsupported in JSON: System.HttpRequest",
        ),
        (
            "JSON.serializePretty(new Map<String, Object>{'a' => new List<Integer>{1, 2}})",
            "{\n  \"a\" : [ 1, 2 ]\n}",
        ),
    ]);
}

#[test]
fn serialises_instances() {
    let statements = "Point p = new Point(); p.x = 1; p.hidden = 'h'; p.name = 'n'; return JSON.serialize(p) + JSON.serialize(p, true);";
    assert_eq!(
        answer(statements, CLASSES),
        "{\"x\":1,\"y\":null,\"name\":\"n\"}{\"x\":1,\"name\":\"n\"}"
    );
    let enums = "return JSON.serialize(new List<Color>{Color.GREEN});";
    assert_eq!(answer(enums, CLASSES), "[\"GREEN\"]");
    let cycle = "Shape s = new Shape(); s.inner = s; return JSON.serialize(s);";
    assert_eq!(
        answer(cycle, CLASSES),
        "System.JSONException: Direct self-reference leading to cycle"
    );
}

#[test]
fn reads_untyped() {
    check(&[
        (
            "JSON.deserializeUntyped('{\"b\":[1,2.5,\"x\",null,true],\"a\":{}}')",
            "{b=(1, 2.5, x, null, true), a={}}",
        ),
        ("JSON.deserializeUntyped('5') instanceof Integer", "true"),
        ("JSON.deserializeUntyped('5000000000') instanceof Long", "true"),
        ("JSON.deserializeUntyped('1.10')", "1.10"),
        (
            "((Map<String, Object>) JSON.deserializeUntyped('{\"a\":1}')).get('a')",
            "1",
        ),
        (
            "JSON.deserializeUntyped('<html>')",
            "System.JSONException: Unexpected character ('<' (code 60)): expected a valid value (number, String, array, \
             object, 'true', 'false' or 'null') at input location [1,2]",
        ),
        (
            "JSON.deserializeUntyped('')",
            "System.JSONException: No content to map to Object due to end of input",
        ),
        (
            "JSON.deserializeUntyped(null)",
            "System.NullPointerException: Argument cannot be null.",
        ),
    ]);
}

#[test]
fn reads_typed() {
    let statements = "String text = '{\"points\":[{\"x\":1,\"y\":2.50,\"NAME\":\"n\",\"unknown\":{\"deep\":[1]},\"hidden\":\"h\"}],' +\
        '\"byName\":{\"a\":{\"x\":3}},\"color\":\"GREEN\",\"at\":\"2026-11-22T17:00:00.000+0000\",\"day\":\"2026-11-22\",' +\
        '\"open\":true,\"big\":9999999999,\"ratio\":0.5,\"owner\":\"005000000000001\",\"data\":\"aGk=\",\"tags\":[\"t\"],\"inner\":null}';\
        Shape s = (Shape) JSON.deserialize(text, Shape.class);\
        return s.points[0].x + '|' + s.points[0].y + '|' + s.points[0].name + '|' + s.points[0].hidden + '|' + s.byName.get('a').x + '|' +\
        (s.color == Color.GREEN) + '|' + s.at.getTime() + '|' + s.day.month() + '|' + s.open + '|' + s.big + '|' + s.ratio + '|' + s.owner + '|' +\
        s.data.toString() + '|' + s.tags.contains('t') + '|' + s.inner;";
    assert_eq!(
        answer(statements, CLASSES),
        "1|2.50|n|null|3|true|1795366800000|11|true|9999999999|0.5|005000000000001AAA|hi|true|null"
    );
    let list = "List<Point> l = (List<Point>) JSON.deserialize('[{\"x\":1},{\"x\":2}]', List<Point>.class); return l[1].x;";
    assert_eq!(answer(list, CLASSES), "2");
    let record = "Contact c = (Contact) JSON.deserialize('{\"attributes\":{\"type\":\"Contact\"},\"Name\":\"n\",\"Account\":{\"Name\":\"a\"}}', Contact.class);\
        return c.Name + c.Account.Name;";
    assert_eq!(answer(record, ""), "na");
    let children = "Account a = (Account) JSON.deserialize('{\"Contacts\":{\"totalSize\":1,\"done\":true,\"records\":[{\"Name\":\"n\"}]}}', Account.class);\
        return a.Contacts[0].Name + JSON.serialize(a);";
    assert_eq!(
        answer(children, ""),
        "n{\"attributes\":{\"type\":\"Account\"},\"Contacts\":{\"totalSize\":1,\"done\":true,\"records\":[{\"attributes\":{\"type\":\"Contact\"},\"Name\":\"n\"}]}}"
    );
}

#[test]
fn typed_errors() {
    let cases = [
        (
            "'[1]'",
            "Point",
            "Malformed JSON: Expected '{' at the beginning of object",
        ),
        (
            "'{}'",
            "List<Point>",
            "Malformed JSON: Expected '[' at the beginning of List/Set",
        ),
        (
            "'{\"x\":\"thirty\"}'",
            "Point",
            "Illegal value for primitive: thirty",
        ),
        (
            "'{\"anything\":1}'",
            "Shape",
            "Apex Type unsupported in JSON: Object",
        ),
        ("'{\"at\":\"soon\"}'", "Shape", "Invalid format: \"soon\""),
        (
            "'{\"Nope\":1}'",
            "Account",
            "No such column 'Nope' on sobject of type Account",
        ),
        (
            "'{\"x\":1,}'",
            "Point",
            "Unexpected character ('}' (code 125)): was expecting double-quote to start field name at [line:1, column:9]",
        ),
    ];
    for (text, type_name, wanted) in cases {
        let statements = format!("return JSON.deserialize({text}, {type_name}.class);");
        assert_eq!(
            answer(&statements, CLASSES),
            format!("System.JSONException: {wanted}"),
            "{text}"
        );
    }
    let strict = "return JSON.deserializeStrict('{\"x\":1,\"z\":2}', Point.class);";
    assert!(answer(strict, CLASSES).starts_with("System.JSONException: Unknown field:"));
}

#[test]
fn generates() {
    let statements = "JSONGenerator g = JSON.createGenerator(false); g.writeStartObject(); g.writeStringField('s', 'x');\
        g.writeNumberField('n', 1.50); g.writeBooleanField('b', true); g.writeNullField('z'); g.writeFieldName('l'); g.writeStartArray();\
        g.writeNumber(1); g.writeString('y'); g.writeObject(new Map<String, Integer>{'q' => 1}); g.writeEndArray();\
        g.writeDateField('d', Date.newInstance(2026, 1, 2)); g.writeObjectField('o', new List<Integer>{1}); g.writeEndObject(); return g.getAsString();";
    assert_eq!(
        answer(statements, ""),
        "{\"s\":\"x\",\"n\":1.50,\"b\":true,\"z\":null,\"l\":[1,\"y\",{\"q\":1}],\"d\":\"2026-01-02\",\"o\":[1]}"
    );
    let wrong =
        "JSONGenerator g = JSON.createGenerator(false); g.writeStartObject(); g.writeNumber(1); return null;";
    assert_eq!(
        answer(wrong, ""),
        "System.JSONException: Can not write value, expecting field name"
    );
}

#[test]
fn parses() {
    let statements = "JSONParser p = JSON.createParser('{\"a\":{\"b\":[1,2.5]},\"c\":\"x\",\"p\":{\"x\":7}}'); List<String> out = new List<String>();\
        while (p.nextToken() != null) { out.add(p.getCurrentToken() + ':' + p.getCurrentName() + ':' + p.getText());\
          if (p.getCurrentToken() == JSONToken.FIELD_NAME && p.getText() == 'p') { p.nextToken(); out.add('' + ((Point) p.readValueAs(Point.class)).x); } }\
        return String.join(out, ' ');";
    assert_eq!(
        answer(statements, CLASSES),
        "START_OBJECT:null:{ FIELD_NAME:a:a START_OBJECT:a:{ FIELD_NAME:b:b START_ARRAY:b:[ VALUE_NUMBER_INT:null:1 \
         VALUE_NUMBER_FLOAT:null:2.5 END_ARRAY:b:] END_OBJECT:a:} FIELD_NAME:c:c VALUE_STRING:c:x FIELD_NAME:p:p 7 END_OBJECT:null:}"
    );
    let values = "JSONParser p = JSON.createParser('[5,\"2026-11-22T17:00:00Z\",true]'); p.nextToken(); p.nextValue();\
        Integer i = p.getIntegerValue(); p.nextValue(); Datetime d = p.getDateTimeValue(); p.nextValue(); return i + '' + d.getTime() + p.getBooleanValue();";
    assert_eq!(answer(values, ""), "51795366800000true");
}
