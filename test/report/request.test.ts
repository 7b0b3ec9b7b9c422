import { expect, test } from "vitest";
import { messagesOf } from "../../src/report/request.ts";

const rules = { role: "system", text: "Pick A or B." };
const question = { role: "user", text: "Your move?" };
const answer = { role: "assistant", text: '{"action":"A"}' };
const again = { role: "user", text: "That names both." };

test("messages of Chat Completions are read, in parts or whole", () => {
  const body = {
    model: "m",
    messages: [
      { role: "system", content: "Pick A or B." },
      {
        role: "user",
        content: [
          { type: "text", text: "Your" },
          { type: "text", text: "move?" },
        ],
      },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "1", type: "function", function: { name: "act", arguments: '{"action":"A"}' } }],
      },
      { role: "user", content: "That names both." },
    ],
  };
  expect(messagesOf(JSON.stringify(body))).toEqual([
    rules,
    { role: "user", text: "Your\nmove?" },
    answer,
    again,
  ]);
});

test("instructions and input of Responses are read", () => {
  const input = [
    { role: "user", content: [{ type: "input_text", text: "Your move?" }] },
    { type: "message", role: "assistant", content: [{ type: "output_text", text: '{"action":"A"}' }] },
    { type: "function_call", name: "act", call_id: "1", arguments: '{"action":"A"}' },
    { type: "function_call_output", call_id: "1", output: "noted" },
  ];
  expect(messagesOf(JSON.stringify({ instructions: "Pick A or B.", input }))).toEqual([
    rules,
    question,
    answer,
    answer,
    { role: "tool", text: "noted" },
  ]);
  expect(messagesOf(JSON.stringify({ input: "Your move?" }))).toEqual([question]);
});

test("the system text and the messages of Messages are read, tool calls with them", () => {
  const messages = [
    { role: "user", content: "Your move?" },
    { role: "assistant", content: [{ type: "tool_use", id: "1", name: "act", input: { action: "A" } }] },
    {
      role: "user",
      content: [
        { type: "tool_result", tool_use_id: "1", content: [{ type: "text", text: "That names both." }] },
      ],
    },
  ];
  for (const system of ["Pick A or B.", [{ type: "text", text: "Pick A or B." }]]) {
    expect(messagesOf(JSON.stringify({ system, messages }))).toEqual([rules, question, answer, again]);
  }
});

test.each([
  "",
  "no JSON",
  "null",
  "[]",
  "7",
  "{}",
  '{"messages":{}}',
  '{"messages":[null,7,{},{"role":"user"}]}',
])("a request without messages has none: %s", (request) => {
  expect(messagesOf(request)).toEqual([]);
});
