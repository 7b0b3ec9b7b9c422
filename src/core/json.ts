/** A JSON value; factors of experiments, and bodies of requests and replies, are made of them. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;
