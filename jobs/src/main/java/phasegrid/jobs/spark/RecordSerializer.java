package phasegrid.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a record component by component, which Kryo can't do by itself; lists and maps arrive as mutable copies. */
final class RecordSerializer<R extends Record> extends Serializer<R> {
    private final List<RecordComponent> components;
    private final Constructor<R> constructor;

    RecordSerializer(Class<R> type) {
        super(false, true);
        components = List.of(type.getRecordComponents());
        try {
            constructor = type.getDeclaredConstructor(
                    components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
        constructor.setAccessible(true);
        components.forEach(c -> c.getAccessor().setAccessible(true));
    }

    @Override
    public void write(Kryo kryo, Output output, R record) {
        for (RecordComponent component : components) {
            kryo.writeClassAndObject(output, plain(read(component, record)));
        }
    }

    private Object read(RecordComponent component, R record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        return value instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : value;
    }

    @Override
    public R read(Kryo kryo, Input input, Class<R> type) {
        Object[] values = new Object[components.size()];
        Arrays.setAll(values, i -> kryo.readClassAndObject(input));
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + type.getName(), e);
        }
    }
}
