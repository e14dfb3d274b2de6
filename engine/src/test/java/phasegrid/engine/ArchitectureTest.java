package phasegrid.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;

/** Which package may see which, and what no measured number may pass through. */
@AnalyzeClasses(packages = "phasegrid.engine", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ENGINE = "phasegrid.engine.";

    /** IEEE 754 fixes these to the bit; every other method of Math may differ between JDKs and processors. */
    private static final Set<String> EXACT = Set.of(
            "abs",
            "absExact",
            "addExact",
            "ceil",
            "ceilDiv",
            "ceilMod",
            "clamp",
            "copySign",
            "decrementExact",
            "divideExact",
            "floor",
            "floorDiv",
            "floorMod",
            "fma",
            "getExponent",
            "incrementExact",
            "max",
            "min",
            "multiplyExact",
            "multiplyFull",
            "multiplyHigh",
            "negateExact",
            "nextAfter",
            "nextDown",
            "nextUp",
            "rint",
            "round",
            "scalb",
            "signum",
            "sqrt",
            "subtractExact",
            "toIntExact",
            "ulp",
            "unsignedMultiplyHigh");

    @ArchTest
    static final ArchRule linearStandsAlone = sees("linear");

    @ArchTest
    static final ArchRule randomSeesLinear = sees("random", "linear");

    @ArchTest
    static final ArchRule statisticsSeeLinear = sees("statistics", "linear");

    @ArchTest
    static final ArchRule theorySeesLinearNeverDynamics = sees("theory", "linear");

    @ArchTest
    static final ArchRule definitionSeesRandomAndStatistics = sees("definition", "random", "statistics");

    @ArchTest
    static final ArchRule dynamicsNeverSeesTheory = sees("dynamics", "definition", "linear", "random", "statistics");

    @ArchTest
    static final ArchRule dynamicsSeesOnlyParamOfDefinition = noClasses()
            .that()
            .resideInAPackage(ENGINE + "dynamics..")
            .should()
            .dependOnClassesThat(
                    new DescribedPredicate<JavaClass>(
                            "are of definition, other than the types that annotate a parameter") {
                        @Override
                        public boolean test(JavaClass type) {
                            return type.getPackageName().startsWith(ENGINE + "definition")
                                    && !Set.of("Param", "Along", "Quench").contains(type.getSimpleName());
                        }
                    })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule modelSeesNoSweep =
            sees("model", "definition", "dynamics", "theory", "linear", "random", "statistics");

    @ArchTest
    static final ArchRule sweepNeverSeesModel = sees("sweep", "definition", "statistics", "random", "linear");

    @ArchTest
    static final ArchRule pureJava = classes()
            .that()
            .resideInAPackage(ENGINE + ".")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ENGINE + ".",
                    "java..",
                    "jdk.incubator.vector..",
                    "org.apache.commons.math3..",
                    "org.apache.commons.numbers..",
                    "org.apache.commons.statistics..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule readsAndWritesNothing = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.nio.file..", "java.nio.channels..", "java.net..", "java.util.logging..", "java.sql..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|RandomAccess|Print).*")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule commonsMathServesTheoryAndDecompositions = noClasses()
            .that()
            .resideOutsideOfPackages(ENGINE + "theory..", ENGINE + "linear..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.commons.math3..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule transcendentalsLiveInLinear = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE + "linear..")
            .should()
            .accessTargetWhere(calls(
                    "transcendental functions of Math or StrictMath",
                    access -> isMath(access)
                            && !EXACT.contains(access.getTarget().getName())
                            && access instanceof JavaCodeUnitAccess))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule chanceComesFromStreams = noClasses()
            .should()
            .dependOnClassesThat(named(
                    "java.util.Random",
                    "java.security.SecureRandom",
                    "java.util.concurrent.ThreadLocalRandom",
                    "java.util.SplittableRandom",
                    "java.util.UUID"))
            .orShould()
            .callMethod(Math.class, "random")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule clocksAreUnseen = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "identityHashCode", Object.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.time..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule lanesAddInAFixedOrder = noClasses()
            .should()
            .accessTargetWhere(calls(
                    "reduceLanes of floating-point vectors",
                    access -> access.getTarget().getName().equals("reduceLanes")
                            && access.getTargetOwner().getSimpleName().matches("(Double|Float)Vector")))
            .allowEmptyShould(true);

    private static ArchRule sees(String from, String... to) {
        String[] allowed = Arrays.stream(to).map(name -> ENGINE + name + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ENGINE + from + "..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("phasegrid..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ENGINE + from + "..")))
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(allowed))))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        return DescribedPredicate.describe(
                "are among " + Arrays.toString(names), type -> Set.of(names).contains(type.getName()));
    }

    private static boolean isMath(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Math.class)
                || access.getTargetOwner().isEquivalentTo(StrictMath.class);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(
            String what, java.util.function.Predicate<JavaAccess<?>> holds) {
        return DescribedPredicate.describe("calls " + what, holds);
    }
}
