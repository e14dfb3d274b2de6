package phasegrid.engine.definition;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** A record's components and constructor: the only place that touches reflection. */
record RecordShape<R>(
        Class<R> type, List<RecordComponent> components, Constructor<R> constructor, List<Method> accessors) {
    static <R> RecordShape<R> of(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RecordShape<>(type, List.of(components), constructor, accessors(components));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("Cannot read the parameters of " + type.getName(), e);
        }
    }

    private static List<Method> accessors(RecordComponent[] components) {
        List<Method> accessors =
                Arrays.stream(components).map(RecordComponent::getAccessor).toList();
        accessors.forEach(accessor -> accessor.setAccessible(true));
        return accessors;
    }

    R create(Object... arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + type.getName(), e);
        }
    }

    Object read(Object instance, int i) {
        try {
            return accessors.get(i).invoke(instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + components.get(i), e);
        }
    }
}
