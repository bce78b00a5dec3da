import { describeDefault, describeRange, notesOf, type Parameter } from './words';

export function ParameterTable({ group, parameters }: { group: string; parameters: readonly Parameter[] }) {
  return (
    <div className="mb-4 overflow-x-auto last:mb-0">
      <table className="w-full min-w-[34rem] table-fixed text-left text-[12.5px]">
        <caption className="pb-1 text-left text-[12px] font-medium text-faint">{group}</caption>
        <colgroup>
          <col className="w-[30%]" />
          <col className="w-[36%]" />
          <col />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">What may be chosen</th>
            <th scope="col">As usual</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-y border-line">
          {parameters.map((parameter) => (
            <Row key={parameter.name} parameter={parameter} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ parameter }: { parameter: Parameter }) {
  const { name, label, help, inputs } = parameter;
  const notes = notesOf(parameter);
  return (
    <tr className="align-top">
      <th scope="row" className="py-1.5 pr-3 font-medium" title={inputs.map((each) => `${each.node}.${each.input}`).join(', ') || name}>
        {label}
        {notes.length > 0 && <span className="block text-xs font-normal text-faint">{notes.join(', ')}</span>}
      </th>
      <td className="py-1.5 pr-3 text-muted">
        {describeRange(parameter)}
        {help && <span className="block text-xs text-faint">{help}</span>}
      </td>
      <td className="py-1.5 break-words">{describeDefault(parameter.default)}</td>
    </tr>
  );
}
