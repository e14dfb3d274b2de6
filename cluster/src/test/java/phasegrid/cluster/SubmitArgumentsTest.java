package phasegrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What the submit scripts hand to spark-submit is understood by Spark's own classes, and means what it should. */
class SubmitArgumentsTest {
    private static final Map<String, String> HADOOP = Map.of("HADOOP_CONF_DIR", "/etc/hadoop");

    /** The words that a script would give to spark-submit, one a line. */
    private static List<String> words(String script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("SUBMIT", "printf %s\\n");
        process.environment().putAll(environment);
        Process started = process.start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    private static SparkSubmitArguments parsed(Path folder, List<String> words) {
        List<String> absolute = words.stream()
                .map(word -> word.equals("spark-defaults.conf")
                        ? folder.resolve(word).toString()
                        : word)
                .toList();
        Seq<String> all = CollectionConverters.asScala(absolute).toSeq();
        return new SparkSubmitArguments(all, Map$.MODULE$.from(CollectionConverters.asScala(HADOOP)));
    }

    private static String property(SparkSubmitArguments parsed, String name) {
        return parsed.sparkProperties().getOrElse(name, () -> "not set");
    }

    @Test
    void yarn() throws IOException, InterruptedException {
        SparkSubmitArguments parsed = parsed(
                Path.of("yarn"),
                words(
                        "yarn/submit.sh",
                        Map.of(
                                "PHASEGRID_KEYTAB", "/k.keytab",
                                "PHASEGRID_PRINCIPAL", "me@REALM",
                                "PHASEGRID_JDK", "hdfs:///jdk.tar.gz",
                                "PHASEGRID_JARS", "a.jar:b.jar"),
                        "run",
                        "hdfs:///s.yaml",
                        "--output",
                        "hdfs:///runs/s"));
        assertThat(parsed.master()).isEqualTo("yarn");
        assertThat(parsed.deployMode()).isEqualTo("cluster");
        assertThat(parsed.mainClass()).isEqualTo("phasegrid.jobs.cli.Phasegrid");
        assertThat(parsed.primaryResource()).endsWith("phasegrid-site.jar");
        assertThat(CollectionConverters.asJava(parsed.childArgs()))
                .containsExactly("run", "hdfs:///s.yaml", "--output", "hdfs:///runs/s");
        assertThat(parsed.principal()).isEqualTo("me@REALM");
        assertThat(parsed.keytab()).isEqualTo("/k.keytab");
        assertThat(parsed.archives()).isEqualTo("hdfs:///jdk.tar.gz#jdk");
        assertThat(parsed.jars()).contains("a.jar").contains("b.jar");
        assertThat(property(parsed, "spark.yarn.appMasterEnv.JAVA_HOME")).isEqualTo("./jdk");
        assertThat(property(parsed, "spark.yarn.maxAppAttempts")).isEqualTo("4");
        assertThat(property(parsed, "spark.executor.extraJavaOptions")).contains("jdk.incubator.vector");
    }

    @Test
    void kubernetes() throws IOException, InterruptedException {
        SparkSubmitArguments parsed = parsed(
                Path.of("kubernetes"),
                words(
                        "kubernetes/submit.sh",
                        Map.of("PHASEGRID_MASTER", "k8s://https://host:6443", "PHASEGRID_IMAGE", "r/phasegrid:1"),
                        "run",
                        "s3a://b/s.yaml",
                        "--output",
                        "s3a://b/runs/s"));
        assertThat(parsed.master()).isEqualTo("k8s://https://host:6443");
        assertThat(parsed.deployMode()).isEqualTo("cluster");
        assertThat(parsed.primaryResource()).isEqualTo("local:///opt/phasegrid/phasegrid-site.jar");
        assertThat(CollectionConverters.asJava(parsed.childArgs()))
                .containsExactly("run", "s3a://b/s.yaml", "--output", "s3a://b/runs/s");
        assertThat(property(parsed, "spark.kubernetes.container.image")).isEqualTo("r/phasegrid:1");
        assertThat(property(parsed, "spark.kubernetes.driver.podTemplateFile")).isEqualTo("driver.yaml");
        assertThat(property(parsed, "spark.decommission.enabled")).isEqualTo("true");
    }

    /** Spark finds its container by name, or takes the first. */
    @ParameterizedTest
    @ValueSource(strings = {"driver", "executor"})
    @SuppressWarnings("unchecked")
    void podTemplatesArePodsWithSparksContainer(String role) throws IOException {
        String text = Files.readString(Path.of("kubernetes", role + ".yaml"));
        Map<String, Object> pod = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        assertThat(pod).containsEntry("apiVersion", "v1").containsEntry("kind", "Pod");
        Map<String, Object> spec = (Map<String, Object>) pod.get("spec");
        assertThat(spec).containsKeys("terminationGracePeriodSeconds", "securityContext", "containers");
        List<Map<String, Object>> containers = (List<Map<String, Object>>) spec.get("containers");
        assertThat(containers).hasSize(1);
        assertThat(containers.get(0)).containsEntry("name", "spark-kubernetes-" + role);
    }
}
