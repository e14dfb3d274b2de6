package phasegrid.engine.definition;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States one parameter: at once the key in a sweep file, the help of the command line, the validation rule and the
 * column of the table.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
    /** The symbol in print, such as {@code λ}. */
    String symbol();

    /** What it is, in a few words. */
    String doc();

    /** The unit, empty for a pure number. */
    String unit() default "";

    /** The usual value in the spelling of a sweep file; empty where a physicist would have none. */
    String usual() default "";

    /** What a canonical axis means in this model, for instance {@code ln(n)/d}. */
    String definition() default "";

    /**
     * Another way to give a whole-numbered parameter: {@code "alpha: round(exp(alpha*d)); log(n)/d"}, the name, the
     * value it gives, and the value it then really has.
     */
    String given() default "";

    /** The smallest allowed value. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The largest allowed value. */
    double max() default Double.POSITIVE_INFINITY;

    /** How values relate to simulations. */
    Along along() default Along.POINT;

    /** How the parameter takes part in the disorder. */
    Quench quench() default Quench.NO;
}
