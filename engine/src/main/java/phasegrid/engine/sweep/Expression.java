package phasegrid.engine.sweep;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.definition.Value;
import phasegrid.engine.linear.Elementary;

/**
 * The little arithmetic of sweep files: numbers, parameters, {@code + - * / ^}, comparisons, {@code and or not}, and
 * the functions {@code abs ceil exp floor log max min round sqrt}. True is 1 and false is 0; words are compared with
 * {@code ==} and {@code !=}, and anything else made of them is NaN, which is never true. It is built on our own elementary functions, so a derived value has the same bits everywhere.
 */
public sealed interface Expression {
    /** The functions of one argument. */
    Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of(
            "abs", Math::abs,
            "ceil", Math::ceil,
            "exp", Elementary::exp,
            "floor", Math::floor,
            "log", Elementary::log,
            "round", x -> Math.floor(x + 0.5),
            "sqrt", Math::sqrt);

    /** The functions of two arguments. */
    Map<String, DoubleBinaryOperator> FUNCTIONS_OF_TWO = Map.of("max", Math::max, "min", Math::min);

    /** Its value; NaN where a name is a word, or one that the chosen variant doesn't have. */
    double value(Map<String, Value> names);

    /** The names it uses. */
    Set<String> names();

    /** Its letters, where it is a word rather than a number; null otherwise. */
    default String word(Map<String, Value> names) {
        return null;
    }

    /** Reads an expression; refuses what it can't understand with the place. */
    static Expression parse(String text) {
        return new ExpressionReader(text).read();
    }

    /** A number. */
    record Constant(double number) implements Expression {
        @Override
        public double value(Map<String, Value> names) {
            return number;
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }
    }

    /** A word in quotes. */
    record Text(String text) implements Expression {
        @Override
        public double value(Map<String, Value> names) {
            return Double.NaN;
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public String word(Map<String, Value> names) {
            return text;
        }
    }

    /** A parameter. */
    record Name(String name) implements Expression {
        @Override
        public double value(Map<String, Value> names) {
            Value value = names.get(name);
            return value == null ? Double.NaN : value.number();
        }

        @Override
        public Set<String> names() {
            return Set.of(name);
        }

        @Override
        public String word(Map<String, Value> names) {
            return names.get(name) instanceof Value.Word w ? w.value() : null;
        }
    }

    /** A function of one or two arguments. */
    record Call(String function, List<Expression> arguments) implements Expression {
        @Override
        public double value(Map<String, Value> names) {
            double first = arguments.get(0).value(names);
            return arguments.size() == 1
                    ? FUNCTIONS.get(function).applyAsDouble(first)
                    : FUNCTIONS_OF_TWO
                            .get(function)
                            .applyAsDouble(first, arguments.get(1).value(names));
        }

        @Override
        public Set<String> names() {
            return union(arguments);
        }
    }

    /** An operator between two expressions. */
    record Binary(String operator, Expression left, Expression right) implements Expression {
        @Override
        public double value(Map<String, Value> names) {
            String word = left.word(names);
            if (word != null || right.word(names) != null) {
                return ofWords(word != null && word.equals(right.word(names)));
            }
            return apply(left.value(names), right.value(names));
        }

        private double ofWords(boolean same) {
            return switch (operator) {
                case "==" -> same ? 1 : 0;
                case "!=" -> same ? 0 : 1;
                default -> Double.NaN;
            };
        }

        private double apply(double a, double b) {
            return switch (operator) {
                case "+" -> a + b;
                case "-" -> a - b;
                case "*" -> a * b;
                case "/" -> a / b;
                case "^" -> Elementary.pow(a, b);
                case "<" -> a < b ? 1 : 0;
                case "<=" -> a <= b ? 1 : 0;
                case ">" -> a > b ? 1 : 0;
                case ">=" -> a >= b ? 1 : 0;
                case "==" -> a == b ? 1 : 0;
                case "!=" -> a != b ? 1 : 0;
                case "and" -> truth(a) && truth(b) ? 1 : 0;
                case "or" -> truth(a) || truth(b) ? 1 : 0;
                default -> throw new IllegalStateException("no operator " + operator);
            };
        }

        @Override
        public Set<String> names() {
            return union(List.of(left, right));
        }
    }

    /** Whether a value counts as true: any number but 0, and never NaN. */
    static boolean truth(double value) {
        return value != 0 && !Double.isNaN(value);
    }

    private static Set<String> union(List<Expression> parts) {
        Set<String> names = new TreeSet<>();
        parts.forEach(part -> names.addAll(part.names()));
        return names;
    }
}
