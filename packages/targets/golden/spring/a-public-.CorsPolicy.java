{"element":"exposedHeaders","message":"not every version of Spring takes '*'","instead":"name the headers that script may read"}
