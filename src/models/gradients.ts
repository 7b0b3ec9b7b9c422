import type { GradConfig, NamedAttrMap, Tensor } from "@tensorflow/tfjs-core";
import type { Graph } from "./graph.ts";

/** What flows back into each input, by the kernel's own names of them. */
type Backward = Record<string, () => Tensor>;

type Gradient = Omit<GradConfig, "kernelName">;

/**
 * Registers the gradients of the kernels that networks and losses here are made of.
 *
 * TensorFlow.js ships gradients as files that Node cannot import one by one, so its core comes without any; a kernel
 * that is missing here fails as it is differentiated, with its name. Written anew, two serve the WASM backend better:
 * a product's gradient transposes first and multiplies then, as kernels that read transposed are ten times slower
 * there, and no gradient needs a kernel that it lacks.
 */
export function registerGradients(tf: Graph): void {
  for (const [kernelName, gradient] of Object.entries(gradients(tf)))
    tf.registerGradient({ kernelName, ...gradient });
}

function gradients(tf: Graph): Readonly<Record<string, Gradient>> {
  /** Undoes broadcasting: sums over the axes along which an input of `like`'s shape was repeated. */
  const fold = (dy: Tensor, like: Tensor): Tensor => {
    const axes = tf.broadcast_util.getReductionAxes(like.shape, dy.shape);
    return tf.reshape(axes.length === 0 ? dy : tf.sum(dy, axes), like.shape);
  };

  /** From the input: dx = f(dy, x). */
  const ofInput = (f: (dy: Tensor, x: Tensor, attributes: NamedAttrMap) => Tensor, name = "x"): Gradient => ({
    inputsToSave: [name],
    gradFunc: (dy, [x], attributes) => ({ [name]: () => f(dy as Tensor, x!, attributes) }),
  });

  /** From the output: dx = f(dy, y). */
  const ofOutput = (
    f: (dy: Tensor, y: Tensor, attributes: NamedAttrMap) => Tensor,
    name = "x",
  ): Gradient => ({
    outputsToSave: [true],
    gradFunc: (dy, [y], attributes) => ({ [name]: () => f(dy as Tensor, y!, attributes) }),
  });

  /** From neither. */
  const linear = (f: (dy: Tensor, attributes: NamedAttrMap) => Tensor, name = "x"): Gradient => ({
    gradFunc: (dy, _, attributes) => ({ [name]: () => f(dy as Tensor, attributes) }),
  });

  /** Of two inputs that broadcast: da = f(dy, a, b), db = g(dy, a, b). */
  const ofPair = (
    f: (dy: Tensor, a: Tensor, b: Tensor) => Tensor,
    g: (dy: Tensor, a: Tensor, b: Tensor) => Tensor,
  ): Gradient => ({
    inputsToSave: ["a", "b"],
    gradFunc: (dy, [a, b]) => ({
      a: () => fold(f(dy as Tensor, a!, b!), a!),
      b: () => fold(g(dy as Tensor, a!, b!), b!),
    }),
  });

  const where = (condition: Tensor, dy: Tensor): Tensor => tf.mul(dy, tf.cast(condition, "float32"));

  /** Gives back the axes that a reduction took away, each of length 1. */
  const unreduced = (reduced: Tensor, x: Tensor, axis: unknown): Tensor => {
    const axes = tf.util.parseAxisParam(axis as number | number[], x.shape);
    return tf.reshape(
      reduced,
      x.shape.map((length, i) => (axes.includes(i) ? 1 : length)),
    );
  };
  /** A product, as the WASM backend multiplies ten times faster than it copies along an axis. */
  const spread = (dy: Tensor, x: Tensor, axis: unknown): Tensor =>
    tf.mul(tf.ones(x.shape), unreduced(dy, x, axis));

  const transposed = (x: Tensor): Tensor => {
    const axes = x.shape.map((_, i) => i);
    return tf.transpose(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
  };

  const splitAlong = (dy: Tensor, inputs: readonly Tensor[], axis: unknown): Backward => {
    const [along = 0] = tf.util.parseAxisParam(axis as number, inputs[0]!.shape);
    const parts = tf.split(
      dy,
      inputs.map(({ shape }) => shape[along]!),
      along,
    );
    return Object.fromEntries(parts.map((part, i) => [i, () => part]));
  };

  return {
    Add: ofPair(
      (dy) => dy,
      (dy) => dy,
    ),
    Sub: ofPair(
      (dy) => dy,
      (dy) => tf.neg(dy),
    ),
    Multiply: ofPair(
      (dy, _, b) => tf.mul(dy, b),
      (dy, a) => tf.mul(dy, a),
    ),
    RealDiv: ofPair(
      (dy, _, b) => tf.div(dy, b),
      (dy, a, b) => tf.neg(tf.div(tf.mul(dy, a), tf.square(b))),
    ),
    SquaredDifference: ofPair(
      (dy, a, b) => tf.mul(dy, tf.mul(2, tf.sub(a, b))),
      (dy, a, b) => tf.mul(dy, tf.mul(2, tf.sub(b, a))),
    ),
    // Of equals the first gets it, so that it is not counted twice.
    Maximum: ofPair(
      (dy, a, b) => where(tf.greaterEqual(a, b), dy),
      (dy, a, b) => where(tf.less(a, b), dy),
    ),
    Minimum: ofPair(
      (dy, a, b) => where(tf.lessEqual(a, b), dy),
      (dy, a, b) => where(tf.greater(a, b), dy),
    ),

    Neg: linear((dy) => tf.neg(dy)),
    Abs: ofInput((dy, x) => tf.mul(dy, tf.sign(x))),
    Square: ofInput((dy, x) => tf.mul(dy, tf.mul(2, x))),
    Sqrt: ofOutput((dy, y) => tf.div(dy, tf.mul(2, y))),
    Rsqrt: ofOutput((dy, y) => tf.mul(dy, tf.mul(-0.5, tf.mul(y, tf.square(y))))),
    Reciprocal: ofOutput((dy, y) => tf.neg(tf.mul(dy, tf.square(y)))),
    Exp: ofOutput((dy, y) => tf.mul(dy, y)),
    Log: ofInput((dy, x) => tf.div(dy, x)),
    Log1p: ofInput((dy, x) => tf.div(dy, tf.add(1, x))),
    Sigmoid: ofOutput((dy, y) => tf.mul(dy, tf.mul(y, tf.sub(1, y)))),
    Softplus: ofInput((dy, x) => tf.mul(dy, tf.sigmoid(x))),
    Tanh: ofOutput((dy, y) => tf.mul(dy, tf.sub(1, tf.square(y)))),
    Relu: ofOutput((dy, y) => where(tf.greater(y, 0), dy)),
    ClipByValue: ofInput((dy, x, { clipValueMin: least, clipValueMax: most }) =>
      where(tf.logicalAnd(tf.greaterEqual(x, least as number), tf.lessEqual(x, most as number)), dy),
    ),
    Softmax: ofOutput((dy, y, { dim }) => {
      const weighted = tf.mul(dy, y);
      return tf.sub(weighted, tf.mul(tf.sum(weighted, dim as number, true), y));
    }, "logits"),

    Sum: ofInput((dy, x, { axis }) => spread(dy, x, axis)),
    Mean: ofInput((dy, x, { axis }) => tf.mul(spread(dy, x, axis), dy.size / x.size)),
    Max: {
      inputsToSave: ["x"],
      outputsToSave: [true],
      // Equals each get it whole, as in TensorFlow.js.
      gradFunc: (dy, [x, y], { reductionIndices: axis }) => ({
        x: () =>
          tf.mul(
            unreduced(dy as Tensor, x!, axis),
            tf.cast(tf.equal(x!, unreduced(y!, x!, axis)), "float32"),
          ),
      }),
    },

    BatchMatMul: {
      inputsToSave: ["a", "b"],
      // Of y = A·B: dA = dy·Bᵀ and dB = Aᵀ·dy, where A and B are a and b or, as the attributes say, aᵀ and bᵀ.
      gradFunc: (dy, [a, b], { transposeA, transposeB }) => ({
        a: () =>
          transposeA === true
            ? tf.matMul(transposeB === true ? transposed(b!) : b!, transposed(dy as Tensor))
            : tf.matMul(dy as Tensor, transposeB === true ? b! : transposed(b!)),
        b: () =>
          transposeB === true
            ? tf.matMul(transposed(dy as Tensor), transposeA === true ? transposed(a!) : a!)
            : tf.matMul(transposeA === true ? a! : transposed(a!), dy as Tensor),
      }),
    },

    Identity: linear((dy) => dy),
    Cast: linear((dy) => tf.cast(dy, "float32")),
    Reshape: ofInput((dy, x) => tf.reshape(dy, x.shape)),
    ExpandDims: ofInput((dy, x) => tf.reshape(dy, x.shape), "input"),
    // What broadcastTo, too, is made of: the copies of every axis stand one after the other.
    Tile: ofInput((dy, x, { reps }) => {
      const copies = x.shape.flatMap((length, i) => [(reps as number[])[i]!, length]);
      return tf.sum(
        tf.reshape(dy, copies),
        x.shape.map((_, i) => 2 * i),
      );
    }),
    Transpose: linear((dy, { perm }) =>
      tf.transpose(dy, tf.backend_util.getUndoAxesPermutation(perm as number[])),
    ),
    Slice: ofInput((dy, x, { begin }) => {
      const first = tf.slice_util.parseSliceParams(x, begin as number[])[0]!;
      const paddings = x.shape.map((length, i): [number, number] => [
        first[i]!,
        length - first[i]! - dy.shape[i]!,
      ]);
      return tf.pad(dy, paddings);
    }),
    Concat: {
      saveAllInputs: true,
      gradFunc: (dy, inputs, { axis }) => splitAlong(dy as Tensor, inputs, axis),
    },
    SplitV: { gradFunc: (dy, _, { axis }) => ({ x: () => tf.concat(dy as Tensor[], axis as number) }) },
    Pack: {
      saveAllInputs: true,
      gradFunc: (dy, _, { axis }) =>
        Object.fromEntries(tf.unstack(dy as Tensor, axis as number).map((part, i) => [i, () => part])),
    },
    Unpack: { gradFunc: (dy, _, { axis }) => ({ value: () => tf.stack(dy as Tensor[], axis as number) }) },
    Select: {
      inputsToSave: ["condition"],
      gradFunc: (dy, [condition]) => ({
        t: () => where(condition!, dy as Tensor),
        e: () => where(tf.logicalNot(condition!), dy as Tensor),
      }),
    },
  };
}
