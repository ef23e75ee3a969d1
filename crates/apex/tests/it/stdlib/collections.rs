//! `List`, `Set`, `Map`, sorting and iterators.

use super::{answer, check};

#[test]
fn lists() {
    check(&[
        (
            "new List<Integer>{1, 2}.get(3)",
            "System.ListException: List index out of bounds: 3",
        ),
        (
            "new List<Integer>().remove(0)",
            "System.ListException: List index out of bounds: 0",
        ),
        ("new List<String>{'a', 'b'}.contains('A')", "false"),
        ("new List<String>{'a', 'b'}.indexOf('b')", "1"),
        ("new List<Integer>{1, 2}.equals(new List<Integer>{1, 2})", "true"),
        ("new List<String>(new Set<String>{'x', 'y'})", "(x, y)"),
        ("new List<Integer>{1}.isEmpty()", "false"),
    ]);
    let changes = "List<Decimal> l = new List<Decimal>{2.5, 1}; l.add(3); l.add(0, 9); l.set(1, 7); l.remove(2);\
        l.addAll(new Set<Decimal>{4}); List<Decimal> c = l.clone(); c.clear(); return l + ' ' + c.size();";
    assert_eq!(answer(changes, ""), "(9, 7, 3, 4) 0");
}

#[test]
fn sorting() {
    let natural = "List<String> s = new List<String>{'b', null, 'B', 'a'}; s.sort();\
        List<Decimal> d = new List<Decimal>{2, 1.5, 10}; d.sort(); return s + '' + d;";
    assert_eq!(answer(natural, ""), "(null, B, a, b)(1.5, 2, 10)");
    let item = "class Item implements Comparable { Integer n; Item(Integer n) { this.n = n; }\
        public Integer compareTo(Object other) { return n - ((Item) other).n; }\
        public override String toString() { return 'i' + n; } }";
    let comparable = "List<Item> l = new List<Item>{new Item(3), new Item(1), new Item(2)}; l.sort(); return l[0] + '' + l[2];";
    assert_eq!(answer(comparable, item), "i1i3");
    let descending = "class Down implements Comparator<Integer> {\
        public Integer compare(Integer a, Integer b) { return b - a; } }";
    let comparator = "List<Integer> l = new List<Integer>{1, 3, 2}; l.sort(new Down()); return l;";
    assert_eq!(answer(comparator, descending), "(3, 2, 1)");
    let records = "List<Account> l = new List<Account>{new Account(Name = 'b'), new Account(Name = 'a')}; l.sort();\
        return l[0].Name;";
    assert_eq!(answer(records, ""), "a");
}

#[test]
fn sets_and_maps() {
    check(&[
        (
            "new Set<String>{'a', 'b'}.containsAll(new List<String>{'a'})",
            "true",
        ),
        (
            "new Set<Id>{'001000000000001'}.contains('001000000000001AAA')",
            "true",
        ),
        ("new Map<String, Integer>{'a' => 1}.get('b')", "null"),
        ("new Map<String, Integer>{'a' => 1}.put('a', 2)", "1"),
        ("new Map<String, Integer>{'a' => 1, 'b' => 2}.keySet()", "{a, b}"),
        ("new Map<String, Integer>{'a' => 1, 'b' => 2}.values()", "(1, 2)"),
        (
            "new Map<String, Integer>(new Map<String, Integer>{'z' => 1}).containsKey('z')",
            "true",
        ),
        (
            "new Map<Id, Account>(new List<Account>{new Account()})",
            "System.ListException: Row with null Id at index: 0",
        ),
        (
            "new Map<Id, Account>(new List<Account>{new Account(Id = '001000000000001', Name = 'x')}).get('001000000000001').Name",
            "x",
        ),
    ]);
    let set = "Set<Integer> s = new Set<Integer>{1, 2, 3}; Boolean again = s.add(1); s.removeAll(new List<Integer>{2});\
        Boolean changed = s.retainAll(new Set<Integer>{3, 4}); return s + ' ' + again + ' ' + changed;";
    assert_eq!(answer(set, ""), "{3} false true");
    let map = "Map<String, List<Integer>> m = new Map<String, List<Integer>>(); m.put('a', new List<Integer>());\
        m.get('a').add(1); m.putAll(new Map<String, List<Integer>>{'b' => null}); Object gone = m.remove('b');\
        return m + ' ' + m.size() + ' ' + gone;";
    assert_eq!(answer(map, ""), "{a=(1)} 1 null");
}

#[test]
fn iterators() {
    let statements = "Iterator<String> i = new List<String>{'a', 'b'}.iterator(); String s = '';\
        while (i.hasNext()) { s += i.next(); } return s;";
    assert_eq!(answer(statements, ""), "ab");
}

#[test]
fn records() {
    let statements = "Account a = new Account(Name = 'x', Rating = 'Hot'); Account b = a.clone(); b.put('Name', 'y');\
        b.put(Account.Rating, 'Cold'); return a.get('name') + '' + b.get(Account.Name) + b.isSet('AnnualRevenue') +\
        b.getPopulatedFieldsAsMap().keySet() + b.getSObjectType();";
    assert_eq!(answer(statements, ""), "xyfalse{Name, Rating}Account");
    let ids = "Account a = new Account(Id = '001000000000001', Name = 'x');\
        return a.clone().Id + '|' + a.clone(true).Id + '|' + new List<Account>{a}.deepClone(true)[0].Id;";
    assert_eq!(answer(ids, ""), "null|001000000000001AAA|001000000000001AAA");
    check(&[(
        "new Account().get('Nope')",
        "System.SObjectException: Invalid field Nope for Account",
    )]);
}
