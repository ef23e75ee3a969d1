//! `WebServiceCallout.invoke`, which classes made from a WSDL call: answered by the mock of a test.

use super::Interpreter;
use crate::error::Thrown;
use crate::value::Value;

impl Interpreter<'_> {
    /// `invoke(stub, request, responses, info)`: `info` is endpoint, SOAP action, request namespace and name,
    /// response namespace, name and type.
    ///
    /// # Errors
    /// In a test without mock; outside a test, for SOAP is not spoken.
    pub(crate) fn web_service(&mut self, args: &[Value]) -> Result<Value, Thrown> {
        self.begin_callout()?;
        if !self.is_test() {
            return Err(self.unsupported("a SOAP callout"));
        }
        let Some(mock) = self.mock("webservicemock") else {
            return Err(self.throw(
                "TypeException",
                "Methods defined as TestMethod do not support Web service callouts",
            ));
        };
        let (Some(Value::List(info)), [stub, request, responses, ..]) = (args.get(3), args) else {
            return Err(self.null_pointer());
        };
        let info = info.items.borrow().clone();
        let part = |i: usize| info.get(i).cloned().unwrap_or(Value::Null);
        self.invoke(
            &mock,
            "doInvoke",
            vec![
                stub.clone(),
                request.clone(),
                responses.clone(),
                part(0),
                part(1),
                part(3),
                part(4),
                part(5),
                part(6),
            ],
        )
    }
}
