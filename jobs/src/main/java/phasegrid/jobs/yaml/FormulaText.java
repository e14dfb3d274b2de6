package phasegrid.jobs.yaml;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Expression;
import phasegrid.engine.sweep.Expression.Binary;
import phasegrid.engine.sweep.Expression.Constant;

/** Writes a formula with the fewest brackets, so that reading it gives the same formula. */
final class FormulaText {
    private static final List<List<String>> LEVELS = List.of(
            List.of("or"),
            List.of("and"),
            List.of("<", "<=", ">", ">=", "==", "!="),
            List.of("+", "-"),
            List.of("*", "/"),
            List.of(),
            List.of("^"));
    private static final int COMPARISON = 2;
    private static final int SIGN = 5;
    private static final int POWER = 6;
    private static final int OPERAND = 7;

    private FormulaText() {}

    /** The formula's text. */
    static String of(Expression formula) {
        return at(0, formula);
    }

    /** The text where only what binds at least as tightly as {@code level} stands without brackets. */
    private static String at(int level, Expression formula) {
        String text = text(formula);
        return level(formula) < level ? "(" + text + ")" : text;
    }

    private static int level(Expression formula) {
        if (!(formula instanceof Binary binary)) {
            return OPERAND;
        }
        return negative(binary)
                ? SIGN
                : IntStream.range(0, LEVELS.size())
                        .filter(i -> LEVELS.get(i).contains(binary.operator()))
                        .findFirst()
                        .orElseThrow();
    }

    private static boolean negative(Binary binary) {
        return binary.operator().equals("-") && zero(binary.left());
    }

    private static boolean negated(Binary binary) {
        return binary.operator().equals("==") && zero(binary.right()) && level(binary.left()) <= COMPARISON;
    }

    private static boolean zero(Expression formula) {
        return formula instanceof Constant constant && constant.number() == 0;
    }

    private static String text(Expression formula) {
        if (formula instanceof Constant constant) {
            return Double.isInfinite(constant.number()) ? "1e999" : Value.text(constant.number());
        } else if (formula instanceof Expression.Text word) {
            return "'" + word.text() + "'";
        } else if (formula instanceof Expression.Name name) {
            return name.name();
        } else if (formula instanceof Expression.Call call) {
            return call.function()
                    + call.arguments().stream().map(FormulaText::of).collect(Collectors.joining(", ", "(", ")"));
        }
        return binary((Binary) formula);
    }

    private static String binary(Binary binary) {
        int level = level(binary);
        if (level == SIGN) {
            return "-" + at(SIGN, binary.right());
        } else if (negated(binary)) {
            return "not " + at(COMPARISON, binary.left());
        }
        int left = level == COMPARISON ? COMPARISON + 1 : level == POWER ? OPERAND : level;
        int right = level == POWER ? SIGN : level + 1;
        return at(left, binary.left()) + " " + binary.operator() + " " + at(right, binary.right());
    }
}
